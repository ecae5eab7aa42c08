/** Of a password, in characters. The least is what ASVS 5.0 advises where no second factor is asked for; more than the most is no password. */
export const passwordLength = { least: 12, most: 256 } as const
