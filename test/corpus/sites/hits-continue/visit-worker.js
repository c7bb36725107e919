const send = () => fetch('https://collector.roistat.com/api/visit', { method: 'POST', body: '{}' }).catch(() => undefined);
send();
setInterval(send, 700);
