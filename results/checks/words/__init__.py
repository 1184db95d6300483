"""The words of the languages in which wording is checked, by language code; each language is a file of its own."""

from pathlib import Path

from results.checks.words.patterns import LanguageWords

BY_LANGUAGE: dict[str, LanguageWords] = {
    path.stem: LanguageWords.read(path) for path in sorted(Path(__file__).parent.glob("*.txt"))
}
