// The machine prints a receipt for the loan (a daily rate, invented); the forms send nothing anywhere.
const machine = document.querySelector('.machine');
const money = new Intl.NumberFormat('ru-KZ', { maximumFractionDigits: 0 });
const DAILY_RATE = 0.0025;

function print() {
  const sum = Number(machine.elements.sum.value);
  const days = Number(machine.elements.days.value);
  const fee = Math.round(sum * DAILY_RATE * days);
  machine.elements.sumText.value = `${money.format(sum)} ₸`;
  machine.elements.daysText.value = `${days} ${machine.dataset.days}`;
  machine.elements.lent.value = `${money.format(sum)} ₸`;
  machine.elements.fee.value = `${money.format(fee)} ₸`;
  machine.elements.total.value = `${money.format(sum + fee)} ₸`;
}

if (machine) {
  machine.addEventListener('input', print);
  machine.addEventListener('submit', (event) => event.preventDefault());
  print();
}

for (const form of document.querySelectorAll('form.fields')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.querySelector('.answer').textContent = form.dataset.answer;
  });
}
