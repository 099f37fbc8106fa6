"""The two reading formulas, against figures worked out by hand and a published example."""

from app.core.readability import Grade, grade, is_spared, sentences


def text_of(words: int, letters: int, lines: int) -> str:
    """A text of so many words, letters and sentences: all words short, the last one takes the rest."""
    short = letters // words
    made = ["a" * short] * (words - 1) + ["a" * (letters - short * (words - 1))]
    ends = {round(words * line / lines) - 1 for line in range(1, lines + 1)}
    return " ".join(word + ("." if at in ends else "") for at, word in enumerate(made))


def test_a_short_sentence_has_the_grades_worked_out_by_hand() -> None:
    # 6 words, 17 letters: 4.71 × 17/6 + 0.5 × 6 − 21.43 = −5.1; 5.88 × 17/6 − 29.6/6 − 15.8 = −4.1
    assert grade("The cat sat on the mat.") == Grade(6, 1, 6, -5.1, -4.1)


def test_coleman_liau_gives_the_published_grade() -> None:
    # The example told with the formula: 639 letters, 119 words, 5 sentences, grade 14.5.
    assert grade(text_of(119, 639, 5)).coleman_liau == 14.5


def test_longer_words_and_longer_sentences_raise_the_grade() -> None:
    easy = grade(text_of(60, 240, 6))
    assert grade(text_of(60, 300, 6)).worst > easy.worst
    assert grade(text_of(60, 240, 3)).ari > easy.ari


def test_a_line_ends_a_sentence_and_a_decimal_point_does_not() -> None:
    assert sentences("Call now\nIt is 38.0 °C. Go!") == [["Call", "now"], ["It", "is", "38.0", "C"], ["Go"]]


def test_a_colon_does_not_end_a_sentence() -> None:
    assert len(sentences("Fever: call now; do not wait.")) == 1


def test_the_longest_sentence_is_counted_in_words() -> None:
    assert grade("One two. One two three four. One.").longest == 4


def test_a_spared_word_counts_as_an_ordinary_one() -> None:
    assert grade("Neutropenia is low.", {"neutropenia"}) == grade("Abcde is low.")
    assert is_spared("Neutrophils", {"neutrophil"})
    assert not is_spared("neutrophilia", {"neutrophil"})


def test_an_empty_text_has_no_grade_to_worry_about() -> None:
    assert grade(" … ") == Grade(0, 0, 0, 0.0, 0.0)
