"""English only, for now: another language is named in one line, and English is never refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.errors import LanguageError
from resumefit.language.english import other_language, require_english
from resumefit.reading.read import read_text

PROBES = Path(__file__).parent / "eval" / "probes"
OTHERS = {
    "German": "Wir suchen für unsere Bäckerei in Köln eine zuverlässige Fachkraft, die gerne im Team arbeitet "
    "und jeden Morgen früh aufsteht, um frisches "
    "Brot zu backen. Sie haben eine abgeschlossene Ausbildung, Erfahrung mit Kunden und Freude an "
    "gutem Essen. Wir freuen uns auf Ihre Bewerbung mit Lebenslauf.",
    "French": "Nous recherchons pour notre boulangerie une personne sérieuse et motivée, qui aime travailler en"
    " équipe et se lever tôt pour préparer le pain "
    "frais. Vous avez une formation complète, une expérience de la vente et le goût des bonnes "
    "choses. Merci de nous envoyer votre candidature avec votre CV.",
    "Spanish": "Buscamos para nuestra panadería una persona responsable y con ganas de trabajar en equipo, que "
    "se levante temprano para preparar el pan fresco. "
    "Debe tener formación completa, experiencia en la atención al cliente y gusto por la buena "
    "comida. Esperamos su solicitud con su currículum y una carta.",
    "Polish": "Do naszej piekarni szukamy osoby odpowiedzialnej, która lubi pracować w zespole i wstawać "
    "wcześnie rano, żeby piec świeży chleb dla klientów. "
    "Oczekujemy ukończonej szkoły, doświadczenia w sprzedaży oraz radości z dobrego jedzenia. Prosimy"
    " o przesłanie życiorysu i krótkiego listu na nasz adres.",
}


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_named(language: str) -> None:
    assert other_language(OTHERS[language]) == language
    with pytest.raises(LanguageError, match=f"is written in {language}") as caught:
        require_english(read_text(OTHERS[language]))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", sorted(PROBES.glob("*/*.txt")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_english_is_not_refused(path: Path) -> None:
    require_english(read_text(path.read_text("utf-8")))


def test_there_is_english() -> None:
    assert len(list(PROBES.glob("*/*.txt"))) >= 30


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Python SQL Docker",
        OTHERS["German"][:60],
        ", ".join(["Python", "SQL", "Kubernetes", "Terraform", "Grafana", "Kafka", "Jenkins", "Ansible"] * 8),
    ],
)
def test_little_text_and_bare_lists_are_let_through(text: str) -> None:
    assert other_language(text) == ""


def test_english_with_names_from_elsewhere() -> None:
    text = (
        "Łucja Świątek worked in Kraków, München and São Paulo. " * 2
        + "She led a team of ten bakers for a chain of shops, and is now looking for a role in the sale of bread. " * 3
    )
    assert other_language(text) == ""


@given(st.text(max_size=400))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert isinstance(other_language(text), str)
