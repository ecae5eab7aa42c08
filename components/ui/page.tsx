import type { ReactNode } from 'react'

/** The frame of an ordinary page: one heading, an optional lead, optional actions beside the heading. */
export function Page(props: {
  title: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  return (
    <div className={`mx-auto w-full ${props.wide ? 'max-w-6xl' : 'max-w-4xl'} px-4 pb-16 pt-8 sm:px-6 sm:pt-10`}>
      <div className="mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="text-[1.625rem] leading-tight">{props.title}</h1>
          {props.lead ? <p className="mt-2 max-w-2xl text-soft">{props.lead}</p> : null}
        </div>
        {props.actions ? <div className="flex flex-wrap gap-2">{props.actions}</div> : null}
      </div>
      {props.children}
    </div>
  )
}

/** A narrow page with one form. */
export function NarrowPage(props: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-md px-4 pb-16 pt-10 sm:pt-16">
      <h1 className="text-2xl leading-tight">{props.title}</h1>
      {props.lead ? <p className="mt-2 text-soft">{props.lead}</p> : null}
      <div className="mt-7">{props.children}</div>
    </div>
  )
}

/** What is said where there is nothing yet, with the way on. */
export function EmptyState(props: { text: ReactNode; action?: ReactNode }) {
  return (
    <div className="rounded-[10px] border border-dashed border-edge/50 px-5 py-8 text-center">
      <p className="mx-auto max-w-md text-soft">{props.text}</p>
      {props.action ? <div className="mt-4">{props.action}</div> : null}
    </div>
  )
}

/** A page that has one thing to say: not found, forbidden, an error. */
export function Notice(props: { code?: string; title: string; text: ReactNode; children?: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-lg px-4 py-16 sm:py-24">
      {props.code ? <p className="mb-2 font-mono text-sm text-soft">{props.code}</p> : null}
      <h1 className="text-2xl leading-tight">{props.title}</h1>
      <p className="mt-3 text-soft">{props.text}</p>
      {props.children ? <div className="mt-6 flex flex-wrap gap-3">{props.children}</div> : null}
    </div>
  )
}

export function Skeleton({ className }: { className: string }) {
  return <div className={`skeleton ${className}`} />
}
