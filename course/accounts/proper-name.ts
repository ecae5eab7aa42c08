/**
 * What may be the name of a person or a class. Invariant: a name can be seen, looks like itself and changes nothing around it;
 * otherwise one learner stands in a gradebook as a blank, as somebody else, or with the rest of the line turned round.
 */

/**
 * They show nothing. Joiners, variation selectors and tags are left to the rules below, because scripts and emoji need them; so is
 * Mongolian's own vowel separator.
 */
const invisible =
  /(?![\u034F\u180B-\u180F\u200C\u200D\p{Variation_Selector}\u{E0020}-\u{E007F}])\p{Default_Ignorable_Code_Point}/u
/** Turn the direction of the text, of what follows it too: an address or a file's ending reads backwards. */
const turning = /\p{Bidi_Control}/u
/** Control characters, ends of lines and paragraphs, halves of characters, what is no character, and marks of annotations. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\uFFF9-\uFFFC]/u
/** A mark needs a letter to stand on; seven on one cover the lines above. */
const loose = /^\p{M}|\p{M}{7}/u
/** Without one of these nothing is seen: spaces, marks and the blank of Braille are not enough. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u
const blank = /[\u2800\u{1D159}\p{Default_Ignorable_Code_Point}]/gu

/** Where a joiner changes how letters join: elsewhere it shows nothing, and two names look like one. */
const joining =
  '\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mand}\\p{scx=Nkoo}\\p{scx=Mong}\\p{scx=Adlm}\\p{scx=Rohg}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}' +
  '\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}'
const emoji = '\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}\\uFE0F'
const looseJoiner = new RegExp(
  `(?<!(?=[${joining}])[\\p{L}\\p{M}])\\u200C|\\u200C(?!(?=[${joining}])[\\p{L}\\p{M}])` +
    `|(?<!(?=[${joining}])[\\p{L}\\p{M}]|[${emoji}])\\u200D|\\u200D(?!(?=[${joining}])[\\p{L}\\p{M}]|[${emoji}])`,
  'u',
)
/** A selector chooses how the character before it looks; tags spell out which flag the black one is. */
const looseSelector =
  /(?<![\p{L}\p{N}\p{P}\p{S}\p{M}])\p{Variation_Selector}|(?<!\u{1F3F4}[\u{E0020}-\u{E007E}]*)[\u{E0020}-\u{E007F}]/u

const refused = [invisible, turning, unprintable, loose, looseJoiner, looseSelector]

/** Whether anything is seen, and every character is whole: so much is asked of any text that people write for others. */
export function isReadableText(text: string): boolean {
  return visible.test(text.replaceAll(blank, '')) && text.isWellFormed()
}

/** @param name trimmed */
export function isProperName(name: string): boolean {
  return isReadableText(name) && !refused.some((pattern) => pattern.test(name))
}
