'use client'

import { signOut } from './sign-in-client.ts'

export function SignOutButton({ text }: { text: string }) {
  return (
    <button type="button" className="btn btn-quiet mt-8" onClick={() => void signOut()}>
      {text}
    </button>
  )
}
