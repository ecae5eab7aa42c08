/** Accounts: making one, what its owner changes about it, its ways in and its sessions. */
import { z } from 'zod'

import { typedAddressLimit } from '@/course/accounts/email-address.ts'
import { outsideProviders } from '@/course/accounts/outside-accounts.ts'
import { passwordLength } from '@/course/sign-in/password-length.ts'

import { contract, noAnswer, noBody, openContract } from './contract.ts'
import { emailAddress, properName } from './fields.ts'

const locale = z.enum(['en', 'zh'])
const displayName = properName(80)
const newPassword = z.string().min(passwordLength.least).max(passwordLength.most)
/** As somebody types the one that they have. */
const ownPassword = z.string().max(passwordLength.most)
/** Of an app, or a recovery code. */
const typedCode = z.string().max(60)
const token = z.string().min(1).max(200)
const provider = z.enum(outsideProviders)

export const accountApi = {
  /** Answers alike whether the address was free or taken. */
  signUp: openContract({
    method: 'POST',
    path: '/api/accounts',
    body: z.strictObject({ email: emailAddress, password: newPassword, displayName, locale }),
    answer: noAnswer,
  }),
  /** What is left out stays. */
  changeProfile: contract({
    method: 'PATCH',
    path: '/api/accounts/me',
    body: z.strictObject({ displayName, locale, mailNotices: z.boolean() }).partial(),
    answer: noAnswer,
  }),
  claimInstructor: contract({
    method: 'POST',
    path: '/api/accounts/claim',
    body: z.strictObject({ token }),
    answer: noAnswer,
  }),
  /** Sends the link that proves the address. */
  askForConfirmation: contract({
    method: 'POST',
    path: '/api/accounts/me/confirmation',
    body: noBody,
    answer: noAnswer,
  }),
  confirmEmail: contract({
    method: 'POST',
    path: '/api/accounts/confirm',
    body: z.strictObject({ token }),
    answer: noAnswer,
  }),
  remove: contract({
    method: 'POST',
    path: '/api/accounts/me/deletion',
    body: z.strictObject({
      /** Of who has one. */
      password: ownPassword.optional(),
      /** Typed by who has no password. */
      email: z.string().max(typedAddressLimit).optional(),
    }),
    answer: noAnswer,
  }),
}

export const passwordApi = {
  change: contract({
    method: 'PUT',
    path: '/api/accounts/me/password',
    body: z.strictObject({
      /** Left out by who has none yet. */
      oldPassword: ownPassword.optional(),
      newPassword,
    }),
    answer: noAnswer,
  }),
  /** Answers alike, and as fast, whether the address has an account or not. */
  askForReset: openContract({
    method: 'POST',
    path: '/api/accounts/reset',
    body: z.strictObject({ email: emailAddress }),
    answer: noAnswer,
  }),
  reset: openContract({
    method: 'PUT',
    path: '/api/accounts/reset',
    body: z.strictObject({ token, password: newPassword }),
    answer: noAnswer,
  }),
}

/** The password, or of who has none a code. */
const proof = z.strictObject({ password: ownPassword.optional(), code: typedCode.optional() })
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
const ofFactor = '/api/accounts/me/second-factor'

export const secondFactorApi = {
  /** Makes a secret, which counts once a code has confirmed it. Also for who may do nothing else before there is one. */
  begin: openContract({
    method: 'POST',
    path: ofFactor,
    body: z.strictObject({ password: ownPassword.optional() }),
    answer: z.object({
      /** For who types it into the app. */
      secret: z.string(),
      /** The same as a QR code: one row a text, `1` for a dark module. */
      qrRows: z.array(z.string()),
    }),
  }),
  confirm: openContract({
    method: 'PUT',
    path: ofFactor,
    body: z.strictObject({ code: typedCode.min(1) }),
    /** Shown this once. */
    answer: recoveryCodes,
  }),
  remove: contract({ method: 'DELETE', path: ofFactor, body: proof, answer: noAnswer }),
  renewRecoveryCodes: contract({
    method: 'POST',
    path: '/api/accounts/me/second-factor/recovery-codes',
    body: proof,
    answer: recoveryCodes,
  }),
}

export const connectionApi = {
  /** The wish to connect: the sign-in elsewhere that follows fulfils it. */
  begin: contract({
    method: 'POST',
    path: '/api/accounts/me/links',
    body: z.strictObject({ provider, password: ownPassword.optional() }),
    answer: noAnswer,
  }),
  end: contract({
    method: 'DELETE',
    path: '/api/accounts/me/links',
    body: z.strictObject({ provider }),
    answer: noAnswer,
  }),
}

export const sessionApi = {
  end: contract({ method: 'DELETE', path: '/api/sessions/[id]', body: noBody, answer: noAnswer }),
  /** Every session of the account, or every other one. */
  endAll: contract({
    method: 'POST',
    path: '/api/sessions/revoke',
    body: z.strictObject({ others: z.boolean().optional() }),
    answer: noAnswer,
  }),
}
