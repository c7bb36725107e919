// The loan calculator (an annuity with an invented rate) and the forms, which send nothing anywhere.
const calc = document.querySelector('.calc');
const money = new Intl.NumberFormat('ru-KZ', { maximumFractionDigits: 0 });
const MONTHLY_RATE = 0.025;

function count() {
  const sum = Number(calc.elements.sum.value);
  const months = Number(calc.elements.months.value);
  const payment = (sum * MONTHLY_RATE) / (1 - (1 + MONTHLY_RATE) ** -months);
  calc.elements.sumText.value = `${money.format(sum)} ₸`;
  calc.elements.monthsText.value = `${months} ${calc.dataset.months}`;
  calc.elements.payment.value = `${money.format(Math.round(payment / 100) * 100)} ₸`;
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
