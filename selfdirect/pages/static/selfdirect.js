// Starts the design system's components. Every page works without any of this.
import {
  Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink, createAll
} from './govuk/govuk-frontend.min.js'

for (const component of [Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink]) {
  createAll(component)
}

// Radios that bring more questions with them. The design system's own way puts aria-expanded on a radio, which ARIA does not allow.
const revealing = [...document.querySelectorAll('.govuk-radios__input[data-aria-controls]')]
const show = () => revealing.forEach((radio) => {
  const more = document.getElementById(radio.dataset.ariaControls)
  more?.classList.toggle('govuk-radios__conditional--hidden', !radio.checked)
})
document.addEventListener('change', (event) => { if (event.target.matches('.govuk-radios__input')) show() })
window.addEventListener('pageshow', show)
show()
