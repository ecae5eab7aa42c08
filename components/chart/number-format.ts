const superscripts: Record<string, string> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
}

/** An integer as an exponent, in characters: ⁻⁴. */
export function superscript(exponent: number): string {
  return [...String(exponent)].map((sign) => superscripts[sign] ?? sign).join('')
}

/** 10 to an integer power, in characters: 10⁻⁴. */
export function powerOfTen(exponent: number): string {
  return exponent === 0 ? '1' : `10${superscript(exponent)}`
}

/**
 * Two or three significant digits; very large and very small numbers as 4.3 × 10⁻⁵.
 * A number that had to be rounded shows all its digits (2.70), an exact one does not (0.5).
 */
export function significant(locale: string, value: number, digits = 3): string {
  const size = Math.abs(value)
  if (value === 0 || (size >= 0.001 && size < 10000)) {
    const rounded = Math.abs(Number(value.toPrecision(digits)) - value) > 1e-9 * size
    const options = { minimumSignificantDigits: rounded ? digits : 1, maximumSignificantDigits: digits }
    return new Intl.NumberFormat(locale, options).format(value).replace('-', '−')
  }
  if (!Number.isFinite(value)) return String(value)
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e')
  return `${mantissa?.replace('-', '−')}\u00a0×\u00a0${powerOfTen(Number(exponent))}`
}

/** A count rounded to two significant digits, with the locale's separators: 31,000. */
export function roundCount(locale: string, value: number): string {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(value)
}

/** A value with as many decimals as its steps have: 0.60 in steps of 0.05. */
export function stepText(value: number, step: number): string {
  const decimals = String(step).split('.')[1]?.length ?? 0
  return value.toFixed(decimals).replace('-', '−')
}
