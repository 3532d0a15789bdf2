"""The checks themselves: each sees the fault it is there for."""

import pytest

from tests.browser.reading import overflowing, reads_left_to_right

PHONE = "+999 10 555 0142"


@pytest.fixture
def page(browser):
    return browser.new_page(viewport={"width": 390, "height": 400})


@pytest.mark.parametrize(
    ("written", "right"),
    [
        (PHONE, False),
        (f'<bdi dir="ltr">{PHONE}</bdi>', False),
        (f'<bdi dir="ltr" style="white-space:nowrap">{PHONE}</bdi>', True),
    ],
    ids=["not isolated", "broken over two lines", "isolated and unbroken"],
)
def test_a_phone_in_arabic_reads_right_only_isolated_and_unbroken(page, written, right):
    page.set_content(f'<p dir="rtl" style="width:9em">نص الهاتف {written} نص</p>')
    assert reads_left_to_right(page, PHONE) is right


def test_a_text_that_is_not_there_does_not_read_right(page):
    page.set_content(f"<p>a</p><p hidden>{PHONE}</p>")
    assert not reads_left_to_right(page, PHONE)


@pytest.mark.parametrize(("wide", "fits"), [(390, True), (500, False)])
def test_what_reaches_beyond_the_window_is_named(page, wide, fits):
    page.set_content(f'<body style="margin:0"><p style="width:{wide}px">beyond</p></body>')
    assert (overflowing(page) == []) is fits
