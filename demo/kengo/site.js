// The loan calculator (a daily rate, invented) and the forms, which send nothing anywhere.
const calc = document.querySelector('.calc');
const money = new Intl.NumberFormat('ru-KZ', { maximumFractionDigits: 0 });
const DAILY_RATE = 0.003;
const DAY_MS = 86_400_000;

function count() {
  const sum = Number(calc.elements.sum.value);
  const days = Number(calc.elements.days.value);
  const date = new Date(Date.now() + days * DAY_MS);
  calc.elements.sumText.value = `${money.format(sum)} ₸`;
  calc.elements.daysText.value = `${days} ${calc.dataset.days}`;
  calc.elements.total.value = `${money.format(Math.round(sum * (1 + DAILY_RATE * days)))} ₸`;
  const two = (number) => String(number).padStart(2, '0');
  calc.elements.until.value = `${two(date.getDate())}.${two(date.getMonth() + 1)}.${date.getFullYear()}`;
}

if (calc) {
  calc.addEventListener('input', count);
  calc.addEventListener('submit', (event) => event.preventDefault());
  count();
}

for (const form of document.querySelectorAll('form.fields')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.querySelector('.answer').textContent = form.dataset.answer;
  });
}
