<?php
// local/kelisim/records.php of a 1C-Bitrix site: takes what the widget sends with "acknowledge": "status". A 2xx means: written down.
// .htaccess or nginx leads POST /v1/sites/<site>/records here. Table: id CHAR(36) PRIMARY KEY, site VARCHAR(40), received DATETIME, body TEXT.
require $_SERVER['DOCUMENT_ROOT'] . '/bitrix/modules/main/include/prolog_before.php';
$raw = (string) file_get_contents('php://input', false, null, 0, 49153);
$records = strlen($raw) > 49152 ? null : (json_decode($raw, false, 12)->records ?? null);
$good = is_array($records) && array_filter($records, fn($r) => !preg_match('/^[0-9a-f-]{36}$/D', (string) ($r->id ?? ''))) === [];
header('Content-Type: application/json');
if (!$good) { http_response_code(400); exit('{"code":"malformed-batch"}'); }
$db = \Bitrix\Main\Application::getConnection();
$sql = $db->getSqlHelper();
foreach ($records as $r) {
    $db->queryExecute(sprintf("INSERT IGNORE INTO kelisim_records VALUES ('%s', '%s', UTC_TIMESTAMP(), '%s')",
        $r->id, $sql->forSql((string) ($r->site ?? '')), $sql->forSql(json_encode($r, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES))));
}
echo '{}';
