import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserData } from 'aws-cdk-lib/aws-ec2';

/** The port and the health check path of the page. */
export const PAGE_PORT = 8080;
export const HEALTH_PATH = '/health';
/** `/gray-failure-example/use1-az1/mode` */
export const modeParameterName = (zoneId: string) => `/gray-failure-example/${zoneId}/mode`;

const FOLDER = '/opt/gray-failure-example';
const MODE_FILE = '/run/gray-failure-example/mode';
const METADATA = 'http://169.254.169.254/latest';

/**
 * Starts the page and the script that updates its mode, with what Amazon Linux 2023 ships: python3, the AWS CLI, curl, systemd.
 * An instance reads its zone from its metadata, so all zones share one script.
 */
export function pageUserData(sourceFolder: string): UserData {
  const userData = UserData.forLinux({ shebang: '#!/bin/bash -e' });
  userData.addCommands(
    `mkdir -p ${FOLDER}`,
    ...writeFile(`${FOLDER}/page.py`, readFileSync(join(sourceFolder, 'page.py'), 'utf8')),
    ...writeFile(`${FOLDER}/watch-mode.sh`, readFileSync(join(sourceFolder, 'watch-mode.sh'), 'utf8')),
    `token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' ${METADATA}/api/token)`,
    `metadata() { curl -sf -H "X-aws-ec2-metadata-token: $token" "${METADATA}/meta-data/placement/$1"; }`,
    'zone_id=$(metadata availability-zone-id)',
    `cat > ${FOLDER}/environment <<ENVIRONMENT`,
    'ZONE_ID=$zone_id',
    'AWS_REGION=$(metadata region)',
    `MODE_PARAMETER=${modeParameterName('$zone_id')}`,
    `MODE_FILE=${MODE_FILE}`,
    'SECONDS_BETWEEN=10',
    'ENVIRONMENT',
    ...writeFile('/etc/systemd/system/page.service', unit('The page', PAGE)),
    ...writeFile('/etc/systemd/system/page-mode.service', unit('The mode of the page', MODE)),
    'systemctl daemon-reload',
    'systemctl enable --now page-mode.service page.service',
  );
  return userData;
}

const PAGE = [
  'User=nobody',
  `ExecStart=/usr/bin/python3 ${FOLDER}/page.py --port ${PAGE_PORT} --mode-file ${MODE_FILE} --zone-id \${ZONE_ID}`,
];
const MODE = ['RuntimeDirectory=gray-failure-example', `ExecStart=/bin/bash ${FOLDER}/watch-mode.sh`];

/** A quoted heredoc, so that the shell expands nothing in the content. */
function writeFile(path: string, content: string): string[] {
  return [`cat > ${path} <<'END_OF_FILE'`, content.trimEnd(), 'END_OF_FILE'];
}

function unit(description: string, service: readonly string[]): string {
  return [
    '[Unit]',
    `Description=${description}`,
    'Wants=network-online.target',
    'After=network-online.target',
    '[Service]',
    `EnvironmentFile=${FOLDER}/environment`,
    ...service,
    'Restart=always',
    'RestartSec=2',
    '[Install]',
    'WantedBy=multi-user.target',
  ].join('\n');
}
