"""What is said about an IATI file, in the reader's language: by the codes that the readers without Django give."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


def sentence(code: str, line: int, values: Mapping[str, str | int]) -> str:
    """What to say for a code of elements.py, validating.py or projects.py; ``line`` counts from 1."""
    return _("Line %(line)s: ") % {"line": line} + _sentences()[code] % values


def _sentences() -> dict[str, str]:
    return {
        # The file
        "document-type": _("the file has a document type declaration, which no IATI file needs. Remove it."),
        "not-activities": _("the file begins with <%(name)s>. Choose an IATI activity file, with <iati-activities>."),
        "too-deep": _("an activity is larger than any that is published. Check the file, or divide it."),
        "not-well-formed": _("the file is no well-formed XML at column %(column)s. Correct it there, or export anew."),
        "version": _("the file says version “%(version)s” of the standard. Export it as IATI 2.03."),
        # Against the standard
        "missing-attribute": _("<%(element)s> needs the attribute “%(attribute)s”. Add it."),
        "wrong-attribute": _("“%(value)s” in “%(attribute)s” of <%(element)s> is not of type %(type)s. Correct it."),
        "unknown-attribute": _("<%(element)s> has the attribute “%(attribute)s”, unknown to IATI 2.03. Remove it."),
        "wrong-text": _("“%(value)s” in <%(element)s> is not of type %(type)s. Correct it."),
        "unknown-element": _("<%(element)s> is not known within <%(parent)s>. Correct its name, or remove it."),
        "wrong-order": _("<%(element)s> stands in <%(parent)s> after <%(after)s>. Move it before that."),
        "missing-element": _("<%(parent)s> needs <%(element)s>. Add it."),
        "too-many-elements": _("<%(parent)s> has more <%(element)s> than the standard allows. Remove some."),
        # What there is no place for
        "indicator-has-no-place": _(
            "the indicator “%(indicator)s” of the result “%(result)s” (baselines: %(baselines)s, periods: %(periods)s) "
            "is not imported: projects have no indicators yet. Enter it as a country indicator."
        ),
        "tag-has-no-place": _(
            "the tag %(code)s %(narrative)s (vocabulary %(vocabulary)s) is not imported: link the project's results to "
            "their SDG targets instead."
        ),
        "element-has-no-place": _(
            "<%(element)s> (%(count)s of them) is not imported: a project has no place for it."
        ),
    }  # fmt: skip
