"""A bundle without the modules that nothing calls; what is not understood is kept."""

import plotly.offline
import pytest

from pages.kit import plotly_library, plotly_modules

HEAD = b'"use strict";var P=(()=>{var W=(e,t)=>()=>t;'
END = b"return z();})();"


def bundle(*modules):
    return HEAD + b"".join(b"var %b;" % each for each in modules) + END


def module(name, body):
    return b"%b=W((x,y)=>{%b})" % (name, body)


def kept(name, body):
    return b"%b=W(((x,y)=>{%b}))" % (name, body)


Z = module(b"z", b"y.exports=a()")


def test_what_is_called_by_way_of_others_is_kept_and_the_rest_is_not():
    library = bundle(module(b"a", b"b()"), module(b"b", b""), module(b"c", b"b()"), module(b"d", b"c()"), Z)
    sent = bundle(kept(b"a", b"b()"), kept(b"b", b""), b"c=0", b"d=0", Z)
    assert plotly_modules.reached(library) == sent


@pytest.mark.parametrize(
    "body",
    [b"s='}'", b'"\\"}"', b"`}${1}`", b"/* } */", b"return/[/}]\\/}/.test(s)", b"x=a/b;if(x){y()}", b"({a:{}})"],
)
def test_a_brace_in_a_text_a_comment_or_a_pattern_ends_no_module(body):
    assert plotly_modules.reached(bundle(module(b"c", body), module(b"a", b""), Z)) == bundle(
        b"c=0", kept(b"a", b""), Z
    )


def test_modules_of_the_newer_kind_go_and_stay_with_what_makes_them_ready():
    new = b"function f(){}var g,i=E(()=>{g=1});"
    for calls, is_kept in ((b"i()", True), (b"", False)):
        library = bundle(module(b"c", b"i()") + b";" + new[:-1], module(b"a", calls), Z)
        assert (new in plotly_modules.reached(library)) is is_kept
        assert b"c=0;" in plotly_modules.reached(library)


def test_what_stands_between_modules_and_is_none_is_kept_with_what_it_calls():
    between = b"function f(){b()}"
    library = bundle(module(b"a", b"") + b";" + between, module(b"b", b""), Z)
    sent = bundle(kept(b"a", b"") + b";" + between, kept(b"b", b""), Z)
    assert plotly_modules.reached(library) == sent


@pytest.mark.parametrize("other", [b"", b"var a=1;", HEAD, bundle(module(b"a", b"{")), bundle(Z)])
def test_what_is_no_bundle_is_left_as_it_is(other):
    assert plotly_modules.reached(other) == other


def test_of_plotlys_library_a_quarter_is_sent_and_solids_are_not_in_it():
    whole = plotly.offline.get_plotlyjs().encode()
    sent = plotly_library.for_charts(whole)
    assert len(sent) < 0.3 * len(whole)
    assert [b"gl_cone3d:" in library for library in (whole, sent)] == [True, False]
