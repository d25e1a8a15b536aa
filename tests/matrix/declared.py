"""Who may come to which address: one line for every name there is. An address without one fails the matrix."""

from __future__ import annotations

from dataclasses import dataclass

GUEST = frozenset({"guest"})
TAKER = frozenset({"pupil"})
PUPILS = frozenset({"pupil", "classmate", "other pupil"})
MAKER = frozenset({"teacher"})
"""Who made something, or whose link to a file it is."""
HOLDER = frozenset({"coteacher"})
"""Who has a second factor."""
TEACHERS = frozenset({"teacher", "coteacher"})
LEADS = frozenset({"lead"})
ADULTS = TEACHERS | LEADS | {"editor"}
KEEPER = frozenset({"keeper"})
GROWN = ADULTS | KEEPER | {"stranger"}
SIGNED_IN = GROWN | PUPILS
ANYBODY = SIGNED_IN | GUEST


@dataclass(frozen=True)
class Rule:
    """may: by role in the school whose thing it is; `methods`: of GET and POST, those that it takes.

    is_open: what it shows is shown to everybody or to whoever holds the key in the address, whatever their school.
    """

    may: frozenset[str]
    methods: tuple[str, ...] = ("GET",)
    is_open: bool = False
    needs_more: bool = False
    """Whether it opens only in the middle of something (a sign-in, a reset); other tests open it, and nothing of a school lies there."""


READ, ACT, BOTH = ("GET",), ("POST",), ("GET", "POST")


def _all(may: frozenset[str], methods: tuple[str, ...], names: str, **more: bool) -> dict[str, Rule]:
    return {name: Rule(may, methods, **more) for name in names.split()}


RULES: dict[str, Rule] = {
    # the classroom
    **_all(TEACHERS, READ, "classroom pupils pupil board class_roster_csv"),
    **_all(TEACHERS, BOTH, "keep_class groups"),
    **_all(TEACHERS, ACT, "new_pupils leave_class move_pupils into_group new_cards archive_class let_in"),
    **_all(TEACHERS, ACT, "change_group remove_group come_back new_code extra_time preview_assignment"),
    **_all(TEACHERS | LEADS, ACT, "new_classroom print_cards"),
    **_all(PUPILS - {"other pupil"}, ACT, "begin"),
    **_all(SIGNED_IN, READ, "home"),
    **_all(SIGNED_IN, ACT, "new_school"),
    **_all(ADULTS, ACT, "preview_quiz"),
    **_all(KEEPER, READ, "lens_costs"),
    # assignments and results
    **_all(TEACHERS, READ, "assignment live projector assignment_items results assignment_item"),
    **_all(
        TEACHERS, BOTH, "new_assignment new_series duplicate_assignment change_assignment withdraw_assignment"
    ),
    **_all(TEACHERS, ACT, "draw_preview preview_chosen extend_assignment excuse_learner reopen_attempt"),
    **_all(TEACHERS, ACT, "reset_attempt pull_from_assignment mark_item_anew undo_event"),
    **_all(GROWN, READ, "assignments"),
    **_all(TEACHERS, READ, "class_progress class_board learner_progress"),
    # It opens once enough was answered, which is not for the matrix to say.
    **_all(TEACHERS, READ, "discuss_pair", needs_more=True),
    **_all(SIGNED_IN, READ, "own_progress"),
    # Nobody here has done every lesson: whoever asks is refused.
    **_all(frozenset(), READ, "certificate"),
    # the staff of a school
    **_all(ADULTS, READ, "school"),
    **_all(ADULTS, BOTH, "leave_school"),
    **_all(LEADS, READ, "school_record staff school_progress"),
    **_all(LEADS, BOTH, "school_settings colleague remove_colleague invitations"),
    **_all(LEADS, ACT, "send_invitation_again withdraw_invitation teach_class"),
    **_all(TEACHERS, BOTH, "class_teachers remove_teacher"),
    **_all(ANYBODY, BOTH, "invitation", is_open=True),
    # lists of pupils
    **_all(TEACHERS, BOTH, "class_roster"),
    **_all(LEADS, BOTH, "school_roster"),
    **_all(LEADS, READ, "school_roster_csv"),
    **_all(SIGNED_IN, READ, "roster_example"),
    **_all(MAKER, READ, "roster"),
    **_all(MAKER, ACT, "roster_columns roster_complete roster_apply roster_drop roster_cards"),
    # a sitting and what lies in it
    **_all(TAKER, READ, "sitting place lens card sitting_media place_credentials"),
    **_all(TAKER, BOTH, "hand_in report_place"),
    **_all(TAKER, ACT, "answer"),
    **_all(frozenset(), ACT, "leave_preview"),
    **_all(ANYBODY, BOTH, "open_quiz try_quiz practice", is_open=True),
    **_all(ANYBODY, READ, "outbox", is_open=True),
    **_all(KEEPER, READ, "catalogue catalogue_state jobs"),
    **_all(KEEPER, ACT, "job_retry"),
    # the library, reports and the studio
    **_all(ADULTS | KEEPER, READ, "library"),
    **_all(ADULTS, READ, "library_pair library_sheet library_lens library_credentials library_download"),
    **_all(ADULTS, BOTH, "library_prepared"),
    **_all(MAKER, READ, "library_media library_taken studio_media report_media"),
    **_all(ADULTS, BOTH, "report_pair"),
    **_all(ADULTS, ACT, "pull_pair restore_pair dismiss_report"),
    **_all(ADULTS | KEEPER, READ, "reports"),
    **_all(ADULTS, READ, "report"),
    **_all(ANYBODY, BOTH, "report_lesson_clip", is_open=True),
    **_all(ADULTS, READ, "studio_school studio_draft"),
    **_all(ADULTS | KEEPER, READ, "studio"),
    **_all(ADULTS, ACT, "studio_upload studio_rights studio_technique studio_place studio_make studio_words"),
    **_all(ADULTS, BOTH, "studio_quiz studio_quiz_change studio_quiz_delete"),
    **_all(ADULTS, BOTH, "studio_publish studio_retire studio_delete"),
    # lessons of a school's own
    **_all(
        ADULTS, READ, "own_lessons school_lessons manuscript choose_for_block lesson_versions lesson_version"
    ),
    **_all(ADULTS, BOTH, "write_lesson manuscript_translation manuscript_delete"),
    **_all(
        ADULTS, ACT, "begin_lesson manuscript_terms manuscript_publish manuscript_retire manuscript_return"
    ),
    **_all(ADULTS, ACT, "preview_text put_back_version"),
    **_all(MAKER, READ, "manuscript_media"),
    # what is kept about people
    **_all(LEADS, BOTH, "care care_erase care_text"),
    **_all(LEADS, READ, "care_looks care_pupils"),
    **_all(LEADS, ACT, "care_export care_stay"),
    **_all(LEADS, BOTH, "care_research"),
    **_all(LEADS, ACT, "care_figures care_research_file", needs_more=True),
    **_all(TEACHERS | LEADS, READ, "learner_data"),
    **_all(TEACHERS | LEADS, BOTH, "erase_learner"),
    **_all(TEACHERS | LEADS, ACT, "export_learner"),
    **_all(PUPILS, READ, "my_data"),
    **_all(PUPILS, ACT, "export_mine"),
    **_all(MAKER, READ, "export export_file"),
    **_all(ANYBODY, READ, "privacy privacy_at_door", is_open=True),
    # for everybody
    **_all(ANYBODY, READ, "front lessons lesson lesson_lens credentials credentials_root", is_open=True),
    **_all(ANYBODY, READ, "livez readyz", is_open=True),
    **_all(ANYBODY, BOTH, "join join_class join_place", is_open=True),
    **_all(ANYBODY, ACT, "leave lesson_check", is_open=True),
    **_all(ANYBODY, BOTH, "set_language", is_open=True),
    **_all(ANYBODY, READ, "glossary curriculum", is_open=True),
    **_all(ANYBODY, ACT, "lesson_poll lesson_where lesson_scenario lesson_step", is_open=True),
    **_all(ANYBODY, READ, "lesson_paper", is_open=True),
    **_all(GROWN, READ, "teachers_guide"),
    **_all(TEACHERS, READ, "coverage"),
    **_all(MAKER, READ, "lesson_media"),
    # an adult's own account, and the ways in
    **_all(GROWN, BOTH, "account account_change_password account_reauthenticate new_email usersessions_list"),
    **_all(GROWN, BOTH, "mfa_reauthenticate mfa_activate_totp mfa_generate_recovery_codes mfa_add_webauthn"),
    **_all(GROWN, BOTH, "socialaccount_connections"),
    **_all(GROWN, READ, "mfa_index mfa_list_webauthn mfa_reauthenticate_webauthn"),
    **_all(HOLDER, ACT, "end_session"),
    **_all(HOLDER, READ, "mfa_view_recovery_codes mfa_download_recovery_codes"),
    **_all(HOLDER, BOTH, "mfa_deactivate_totp mfa_remove_webauthn mfa_edit_webauthn"),
    **_all(ANYBODY, BOTH, "account_login account_logout account_signup account_reset_password", is_open=True),
    **_all(ANYBODY, READ, "account_email_verification_sent account_inactive", is_open=True),
    **_all(ANYBODY, READ, "account_reset_password_done account_reset_password_from_key_done", is_open=True),
    **_all(ANYBODY, READ, "socialaccount_login_cancelled socialaccount_login_error", is_open=True),
    **_all(ANYBODY, BOTH, "email_link", is_open=True),
    **_all(
        ANYBODY, BOTH, "account_confirm_email account_reset_password_from_key", is_open=True, needs_more=True
    ),
    **_all(ANYBODY, BOTH, "mfa_authenticate mfa_login_webauthn", is_open=True, needs_more=True),
    **_all(ANYBODY, BOTH, "socialaccount_signup openid_connect_login", is_open=True, needs_more=True),
    **_all(ANYBODY, BOTH, "openid_connect_callback", is_open=True, needs_more=True),
}


def rule_of(name: str) -> Rule | None:
    """The line for an address; the administration has one for all of it."""
    if name in ("admin:login", "admin:logout"):
        return Rule(ANYBODY, BOTH, is_open=True, needs_more=True)
    if name in ("admin:autocomplete", "admin:view_on_site", "admin:jsi18n"):
        return Rule(KEEPER, BOTH, needs_more=True)
    if name == "admin:password_change_done":
        return Rule(KEEPER)
    return Rule(KEEPER, BOTH) if name.startswith("admin:") else RULES.get(name)
