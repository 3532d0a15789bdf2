"""TLS between nodes: no authority vouches for a certificate, the signed directory lists it."""

import ssl

from comity_node.configuration import NodeSettings
from comity_node.ports import peers


def server_context(settings: NodeSettings) -> ssl.SSLContext:
    """For the exchange listener: a peer without a listed certificate is refused unheard."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _common(context, settings)
    for pem in peers.certificates(settings):
        context.load_verify_locations(cadata=pem)
    return context


def client_context(settings: NodeSettings, peer_pem: str) -> ssl.SSLContext:
    """For calling one peer: only its own certificate will do, whatever name it bears."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    _common(context, settings)
    context.load_verify_locations(cadata=peer_pem)
    return context


def _common(context: ssl.SSLContext, settings: NodeSettings) -> None:
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.load_cert_chain(settings.keys / "tls.crt", settings.keys / "tls.key")
