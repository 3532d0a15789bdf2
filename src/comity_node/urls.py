"""Every page of a node (``access/matrix.py`` says who may open which)."""

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from django.urls import path, register_converter

from comity_node.references import ReferenceConverter
from comity_node.views import (
    ask,
    audit,
    build,
    cases,
    check,
    desk,
    door,
    intake,
    legislation,
    links,
    paper,
    provisions,
    replies,
    requests,
    states,
    statute_texts,
    training,
    treaties,
)

handler404 = "comity_node.views.faults.not_found"
handler500 = "comity_node.views.faults.broken"

register_converter(ReferenceConverter, "ref")

REQUEST = "requests/<str:direction>/<str:peer>/<ref:reference>"
CASE = "cases/<str:reference>"
DRAFT = "draft/<str:reference>"

urlpatterns = [
    path("", door.home, name="home"),
    path("sign-in", LoginView.as_view(), name="account_login"),
    path("sign-in/second", AuthenticateView.as_view(), name="mfa_authenticate"),
    path("sign-out", LogoutView.as_view(), name="account_logout"),
    path("language", door.language, name="language"),
    path("lock", door.lock, name="lock"),
    path("unlock", door.unlock, name="unlock"),
    path("keep", door.keep, name="keep"),
    path("kept/<str:token>", door.kept, name="pending"),
    path("desk", desk.desk, name="desk"),
    path("answer", desk.answer, name="answer"),
    path("links", links.links, name="links"),
    path("letters", links.letters, name="letters"),
    path("cases", cases.cases, name="cases"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}/facts", cases.case_facts, name="case_facts"),
    path(f"{CASE}/people/new", cases.new_person, name="new_person"),
    path(f"{CASE}/people/<str:label>", cases.person, name="person"),
    path(f"{CASE}/numbers/new", cases.new_identifier, name="new_identifier"),
    path(f"{CASE}/exhibits/new", cases.new_exhibit, name="new_exhibit"),
    path(f"{CASE}/exhibits/<int:number>", cases.exhibit_file, name="exhibit_file"),
    path(f"{CASE}/officers", cases.members, name="members"),
    path("ask", ask.ask, name="ask"),
    path("ask/start", ask.start, name="ask_start"),
    path("ask/note", ask.note, name="ask_note"),
    path(DRAFT, build.builder, name="build"),
    path(f"{DRAFT}/tasks/<str:key>", build.task, name="build_task"),
    path(f"{DRAFT}/aside", build.set_aside, name="set_aside"),
    path(f"{DRAFT}/check", check.check, name="check"),
    path(f"{DRAFT}/gate/<str:rule>", check.gate, name="gate"),
    path(f"{DRAFT}/agree", check.gate_agree, name="gate_agree"),
    path(f"{DRAFT}/version", check.make_version, name="make_version"),
    path(f"{DRAFT}/leaves", check.confirm_leaves, name="confirm_leaves"),
    path(f"{DRAFT}/scan", check.attach_scan, name="attach_scan"),
    path(f"{DRAFT}/scan/decide", check.decide_scan, name="decide_scan"),
    path(f"{DRAFT}/send", check.send, name="send"),
    path("register", paper.register_paper, name="register_paper"),
    path(REQUEST, requests.request_file, name="request"),
    path(f"{REQUEST}/documents/<str:kind>/<int:number>", requests.letter, name="letter"),
    path(
        f"{REQUEST}/documents/<str:kind>/<int:number>/<str:make>",
        requests.document,
        name="document",
    ),
    path(
        f"{REQUEST}/documents/<str:kind>/<int:number>/files/<int:pk>",
        requests.enclosed,
        name="enclosed",
    ),
    path(f"{REQUEST}/items/<int:pk>", requests.item, name="item"),
    path(f"{REQUEST}/paper", paper.paper_step, name="paper_step"),
    path(f"{REQUEST}/paper/answer", paper.paper_answer, name="paper_answer"),
    path(f"{REQUEST}/paper/<int:line>", paper.paper_file, name="paper_file"),
    path(f"{REQUEST}/look/<str:item>", intake.examine_item, name="examine"),
    path(f"{REQUEST}/authority", intake.authority, name="authority"),
    path(f"{REQUEST}/write/<str:kind>", replies.reply, name="reply"),
    path(f"{REQUEST}/audit", audit.request_audit, name="request_audit"),
    path(f"{REQUEST}/file.zip", audit.export, name="export"),
    path("states", states.all_states, name="states"),
    path("states/<str:code>", states.state, name="state"),
    path("law/data", treaties.law_data, name="law_data"),
    path("treaties", treaties.treaties, name="treaties"),
    path("treaties/<slug:code>", treaties.treaty, name="treaty"),
    path("treaties/<slug:code>/<slug:number>", treaties.article, name="article"),
    path("legislation", legislation.legislation, name="legislation"),
    path("legislation/not-held", legislation.not_held_texts, name="not_held"),
    path("legislation/compare", provisions.compare_provisions, name="compare_provisions"),
    path("legislation/offences/<str:code>", provisions.offence, name="offence"),
    path("legislation/texts", statute_texts.texts, name="statute_texts"),
    path("legislation/texts/new", statute_texts.new_text, name="statute_text_new"),
    path("legislation/texts/<int:pk>", statute_texts.text, name="statute_text"),
    path("legislation/<slug:code>", provisions.statute, name="statute"),
    path("legislation/<slug:code>/<str:article>", provisions.provision, name="provision"),
    path("audit", audit.audit, name="audit"),
    path("training", training.training, name="training"),
    path("training/advance", training.advance, name="advance"),
    path("training/reset", training.reset, name="reset"),
]
