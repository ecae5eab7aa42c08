import { getTranslations } from 'next-intl/server'

export async function SiteFooter() {
  const t = await getTranslations('common')
  return (
    <footer className="mt-auto border-t border-hair px-4 py-6 text-sm text-soft sm:px-5">
      <p>{t('footer')}</p>
    </footer>
  )
}
