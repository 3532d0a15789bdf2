"""The training scene: invented people, invented evidence, real places."""
