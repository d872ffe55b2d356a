/** From the offsets of a report (Unicode scalar values) to the editor's lines and UTF-16 columns. */

export interface Place {
  /** From 0. */
  readonly line: number;
  /** UTF-16 code units from the beginning of the line. */
  readonly character: number;
}

/** Turns ascending or unordered scalar offsets of one text into places, in one pass over the text. */
export class Positions {
  /** Per line: scalar offset and UTF-16 offset of its first character. */
  private readonly lines: { readonly scalar: number; readonly unit: number }[] = [{ scalar: 0, unit: 0 }];

  constructor(private readonly text: string) {
    let scalar = 0;
    for (let unit = 0; unit < text.length; ) {
      const point = text.codePointAt(unit) ?? 0;
      unit += point > 0xffff ? 2 : 1;
      scalar += 1;
      const ends = point === 0x0a || (point === 0x0d && text.charCodeAt(unit) !== 0x0a);
      if (ends) {
        this.lines.push({ scalar, unit });
      }
    }
  }

  /** An offset beyond the end of the text is the end of the text. */
  at(offset: number): Place {
    const line = this.lineOf(offset);
    const { scalar, unit } = this.lines[line] ?? { scalar: 0, unit: 0 };
    let character = unit;
    for (let left = offset - scalar; left > 0 && character < this.text.length; left -= 1) {
      character += (this.text.codePointAt(character) ?? 0) > 0xffff ? 2 : 1;
    }
    return { line, character: character - unit };
  }

  private lineOf(offset: number): number {
    let [low, high] = [0, this.lines.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.lines[middle]?.scalar ?? Infinity) <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
