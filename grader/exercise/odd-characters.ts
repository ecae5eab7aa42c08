/** Characters that no code has: what was pasted from a text, typed with another keyboard, or cannot be seen at all. */
import { codePointOf } from './look-alikes.ts'
import { Refusal } from './refusal.ts'
import type { Position } from './refusal.ts'

/**
 * Looks at a source that does not parse.
 * @param masked the source without what is only text
 * @returns what to say of the first such character, or undefined where there is none
 */
export function explainCharacters(masked: string, locate: (offset: number) => Position): Refusal | undefined {
  const unreadable = masked.search(/[\0\ufffd]/)
  if (unreadable >= 0) return new Refusal('wrong-encoding', {}, locate(unreadable))
  let offset = 0
  for (const character of masked) {
    const found = explainCharacter(character, masked, offset)
    if (found !== undefined) return new Refusal(found.code, found.params, locate(offset))
    offset += character.length
  }
  return undefined
}

function explainCharacter(
  character: string,
  masked: string,
  offset: number,
): { code: string; params: Record<string, string> } | undefined {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x7f && (code >= 0x20 || /\s/.test(character))) return undefined
  const codePoint = codePointOf(character)
  if (isInvisible(character)) {
    // A byte order mark or a joiner may stand where it does no harm: between words, and in a name of its script.
    const isInWord =
      /[\w$]$/.test(masked.slice(Math.max(0, offset - 1), offset)) && /^[\w$]/.test(masked.slice(offset + 1))
    return character === '\ufeff' && !isInWord ? undefined : { code: 'invisible-character', params: { codePoint } }
  }
  const instead =
    insteadOf.get(character) ?? (code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : undefined)
  if (instead !== undefined) return { code: 'odd-character', params: { character, codePoint, instead } }
  if (/[\p{ID_Continue}\p{White_Space}]/u.test(character)) return undefined
  return { code: 'stray-character', params: { character, codePoint } }
}

/** Draws nothing, and is no space either. */
const isInvisible = (character: string): boolean =>
  /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u.test(character) && !/\s/.test(character.replace('\ufeff', ''))

/** @returns the offset of an invisible character in a name that is otherwise plain */
export function invisibleInName(name: string): { at: number; codePoint: string } | undefined {
  const at = [...name].findIndex(isInvisible)
  const character = [...name][at]
  if (character === undefined || /[^\x20-\x7e]/.test([...name].filter((one) => !isInvisible(one)).join('')))
    return undefined
  return { at: name.indexOf(character), codePoint: codePointOf(character) }
}

const insteadOf = new Map(
  Object.entries({
    ',': '、',
    '.': '。．',
    '"': '“”„‟«»＂″',
    "'": '‘’‚‛′',
    '(': '（﹙',
    ')': '）﹚',
    '[': '【〔［',
    ']': '】〕］',
    '<': '《〈',
    '>': '》〉',
    '-': '−–—‐‑‒―',
    '*': '×·⋅∙•',
    '/': '÷∕⁄',
    '<=': '≤',
    '>=': '≥',
    '!==': '≠',
    '=>': '→⇒',
    '...': '…',
    '** 1': '¹',
    '** 2': '²',
    '** 3': '³',
    '** 4': '⁴',
    $: '￥',
    '0.5': '½',
    'Math.sqrt': '√',
    Infinity: '∞',
  }).flatMap(([instead, characters]) => [...characters].map((one): [string, string] => [one, instead])),
)
