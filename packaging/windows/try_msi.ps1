# try_msi.ps1 FILE.msi: installs silently, runs the self test, looks for the association, installs over itself and removes.
param([Parameter(Mandatory)] [string] $Package)
$ErrorActionPreference = 'Stop'

function Invoke-Installer([string[]] $Arguments) {
    $process = Start-Process msiexec -ArgumentList ($Arguments + '/qn', '/norestart', '/l*v', 'msi.log') -Wait -PassThru
    if ($process.ExitCode -ne 0) {
        Get-Content msi.log -Tail 60
        throw "msiexec $Arguments ended with $($process.ExitCode)"
    }
}

$program = Join-Path $env:ProgramFiles 'Watchglass\bin\watchglass.exe'
Invoke-Installer '/i', "`"$Package`""
# Without the folders in which it was built: what it finds must have come with the package.
$env:PATH = "$env:SystemRoot\System32;$env:SystemRoot;$env:SystemRoot\System32\WindowsPowerShell\v1.0"
$process = Start-Process $program -ArgumentList '--selftest' -Wait -PassThru -RedirectStandardOutput selftest.txt -RedirectStandardError selftest-errors.txt
Get-Content selftest.txt, selftest-errors.txt
if ($process.ExitCode -ne 0) { throw 'the self test failed' }
& (Join-Path $env:ProgramFiles 'Watchglass\bin\watchglass-cli.exe') --version
if ($LASTEXITCODE -ne 0) { throw 'watchglass-cli does not start' }

foreach ($kind in @{ '.wgrec' = 'Watchglass.Recording'; '.wgdesk' = 'Watchglass.Desk' }.GetEnumerator()) {
    $class = (Get-ItemProperty "HKLM:\Software\Classes\$($kind.Key)").'(default)'
    $command = (Get-ItemProperty "HKLM:\Software\Classes\$class\shell\open\command").'(default)'
    if ($class -ne $kind.Value -or $command -ne "`"$program`" `"%1`"") { throw "$($kind.Key) opens $class by $command" }
}

Invoke-Installer '/i', "`"$Package`"", 'REINSTALL=ALL', 'REINSTALLMODE=vomus'
Invoke-Installer '/x', "`"$Package`""
if (Test-Path (Split-Path (Split-Path $program))) { throw 'removing left the folder' }
if (Test-Path 'HKLM:\Software\Classes\Watchglass.Recording') { throw 'removing left the association' }
