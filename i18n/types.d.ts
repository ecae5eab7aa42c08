import type account from '../messages/en/account.json'
import type admin from '../messages/en/admin.json'
import type assignments from '../messages/en/assignments.json'
import type axes from '../messages/en/axes.json'
import type classes from '../messages/en/classes.json'
import type common from '../messages/en/common.json'
import type course from '../messages/en/course.json'
import type errors from '../messages/en/errors.json'
import type expectations from '../messages/en/expectations.json'
import type extension from '../messages/en/extension.json'
import type figures from '../messages/en/figures.json'
import type glossary from '../messages/en/glossary.json'
import type gradebook from '../messages/en/gradebook.json'
import type home from '../messages/en/home.json'
import type identity from '../messages/en/identity.json'
import type insight from '../messages/en/insight.json'
import type lesson from '../messages/en/lesson.json'
import type live from '../messages/en/live.json'
import type log from '../messages/en/log.json'
import type mail from '../messages/en/mail.json'
import type me from '../messages/en/me.json'
import type nav from '../messages/en/nav.json'
import type notices from '../messages/en/notices.json'
import type people from '../messages/en/people.json'
import type preview from '../messages/en/preview.json'
import type privacy from '../messages/en/privacy.json'
import type problems from '../messages/en/problems.json'
import type regrade from '../messages/en/regrade.json'
import type review from '../messages/en/review.json'
import type security from '../messages/en/security.json'
import type similar from '../messages/en/similar.json'
import type standing from '../messages/en/standing.json'
import type verdict from '../messages/en/verdict.json'
import type workbench from '../messages/en/workbench.json'
import type { Locale } from './routing.ts'

// A message that does not exist is a type error where it is used.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: {
      account: typeof account
      admin: typeof admin
      assignments: typeof assignments
      axes: typeof axes
      classes: typeof classes
      common: typeof common
      course: typeof course
      errors: typeof errors
      expectations: typeof expectations
      extension: typeof extension
      figures: typeof figures
      glossary: typeof glossary
      gradebook: typeof gradebook
      home: typeof home
      identity: typeof identity
      insight: typeof insight
      lesson: typeof lesson
      live: typeof live
      log: typeof log
      mail: typeof mail
      me: typeof me
      nav: typeof nav
      notices: typeof notices
      people: typeof people
      preview: typeof preview
      privacy: typeof privacy
      problems: typeof problems
      regrade: typeof regrade
      review: typeof review
      security: typeof security
      similar: typeof similar
      standing: typeof standing
      verdict: typeof verdict
      workbench: typeof workbench
    }
  }
}
