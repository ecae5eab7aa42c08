import { getTranslations } from 'next-intl/server'

export async function SiteFooter() {
  const t = await getTranslations('common')
  return (
    <footer className="mt-auto border-t border-hair px-5 py-6 text-sm text-soft">
      <p className="mx-auto max-w-6xl">{t('footer')}</p>
    </footer>
  )
}
