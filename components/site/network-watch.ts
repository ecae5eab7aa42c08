/**
 * Whether the site can be reached. Browsers only tell whether the machine has a network of some kind, and some say "offline" for
 * hours on one that works (a tunnel, a virtual machine): so a browser that says it is offline is not believed until our own server
 * does not answer either.
 */
const askMs = 5_000

export interface NetworkWatch {
  /** What the browser says. */
  saysOnline: () => boolean
  /** Whether our own server answers. */
  answers: () => Promise<boolean>
  onChange: (offline: boolean) => void
}

export function watchNetwork({ saysOnline, answers, onChange }: NetworkWatch): { look: () => void; end: () => void } {
  let offline = false
  let over = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const change = (next: boolean): void => {
    if (over || next === offline) return
    offline = next
    onChange(next)
  }
  async function look(): Promise<void> {
    clearTimeout(timer)
    if (saysOnline()) return change(false)
    change(!(await answers()))
    clearTimeout(timer)
    if (!over) timer = setTimeout(() => void look(), askMs)
  }
  return {
    look: () => void look(),
    end() {
      over = true
      clearTimeout(timer)
    },
  }
}
