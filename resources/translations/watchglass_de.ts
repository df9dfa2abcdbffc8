<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AlarmEntry</name>
    <message>
        <source>Raised</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Worsened</source>
        <translation>Verschlimmert</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Wieder normal</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Quittiert</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurückgesetzt</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Unshelved</source>
        <translation>Zurückstellung aufgehoben</translation>
    </message>
    <message>
        <source>Shelf ended</source>
        <translation>Zurückstellung abgelaufen</translation>
    </message>
    <message>
        <source>Suppressed</source>
        <translation>Unterdrückt</translation>
    </message>
    <message>
        <source>No longer suppressed</source>
        <translation>Nicht mehr unterdrückt</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Außer Betrieb</translation>
    </message>
    <message>
        <source>Back in service</source>
        <translation>Wieder in Betrieb</translation>
    </message>
</context>
<context>
    <name>AlarmRegister</name>
    <message>
        <source>the service</source>
        <translation>der Dienst</translation>
    </message>
    <message>
        <source>Source does not answer</source>
        <translation>Quelle antwortet nicht</translation>
    </message>
    <message>
        <source>Its alarms and values are not known until it answers again. Check the network and the service.</source>
        <translation>Ihre Alarme und Werte sind unbekannt, bis sie wieder antwortet. Prüfen Sie das Netz und den Dienst.</translation>
    </message>
</context>
<context>
    <name>AlarmVoice</name>
    <message>
        <source>no audio device: alarms are silent</source>
        <translation>kein Audiogerät: Alarme sind stumm</translation>
    </message>
</context>
<context>
    <name>PlotCsv</name>
    <message>
        <source>Writing failed: %1. Is the disk full?</source>
        <translation>Das Schreiben ist gescheitert: %1. Ist der Datenträger voll?</translation>
    </message>
</context>
<context>
    <name>QWebSocketDataProcessor</name>
    <message>
        <source>Received message is too big.</source>
        <translation>Die empfangene Nachricht ist zu groß.</translation>
    </message>
    <message>
        <source>Invalid UTF-8 code encountered.</source>
        <translation>Ungültiger UTF-8-Code angetroffen.</translation>
    </message>
</context>
<context>
    <name>QWebSocketFrame</name>
    <message>
        <source>Maximum framesize exceeded.</source>
        <translation>Die größte zulässige Rahmengröße wurde überschritten.</translation>
    </message>
</context>
<context>
    <name>SpanChoice</name>
    <message>
        <source>Time span</source>
        <translation>Zeitspanne</translation>
    </message>
    <message>
        <source>By the rhythm of the series</source>
        <translation>Nach dem Rhythmus der Messreihe</translation>
    </message>
</context>
<context>
    <name>TimeTicker</name>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
</context>
<context>
    <name>Tokens</name>
    <message>
        <source>The token file %1 cannot be read: %2</source>
        <translation>Die Token-Datei %1 kann nicht gelesen werden: %2</translation>
    </message>
</context>
<context>
    <name>disruptive::Decoder</name>
    <message>
        <source>The service sent a message that is no valid JSON</source>
        <translation>Der Dienst hat eine Nachricht gesendet, die kein gültiges JSON ist</translation>
    </message>
    <message>
        <source>The service sent a message that is no JSON object</source>
        <translation>Der Dienst hat eine Nachricht gesendet, die kein JSON-Objekt ist</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>The Watchglass that runs already does not answer; this one starts beside it.</source>
        <translation>Das Watchglass, das schon läuft, antwortet nicht; dieses startet daneben.</translation>
    </message>
</context>
<context>
    <name>moonsense::ArchiveReader</name>
    <message>
        <source>It cannot be opened: %1</source>
        <translation>Sie kann nicht geöffnet werden: %1</translation>
    </message>
    <message>
        <source>It is damaged or cut short: %1</source>
        <translation>Sie ist beschädigt oder unvollständig: %1</translation>
    </message>
</context>
<context>
    <name>moonsense::BundleDecoder</name>
    <message>
        <source>A line of session data is not the JSON of a bundle, or was cut short; it was skipped</source>
        <translation>Eine Zeile der Sitzungsdaten ist nicht das JSON eines Bündels oder ist abgeschnitten; sie wurde übersprungen</translation>
    </message>
    <message>
        <source>A line of session data holds no bundle</source>
        <translation>Eine Zeile der Sitzungsdaten enthält kein Bündel</translation>
    </message>
</context>
<context>
    <name>moonsense::ChunkText</name>
    <message>
        <source>It holds more text than a chunk may</source>
        <translation>Er enthält mehr Text, als ein Abschnitt enthalten darf</translation>
    </message>
</context>
<context>
    <name>moonsense::RestDecoder</name>
    <message>
        <source>The service&apos;s answer is not what its API promises. Is the address right?</source>
        <translation>Die Antwort des Dienstes ist nicht das, was seine Schnittstelle verspricht. Stimmt die Adresse?</translation>
    </message>
</context>
<context>
    <name>sensocto::FeedDecoder</name>
    <message>
        <source>The server sent a batch that is no valid JSON object</source>
        <translation>Der Server hat einen Stapel gesendet, der kein gültiges JSON-Objekt ist</translation>
    </message>
</context>
<context>
    <name>sensocto::MessageDecoder</name>
    <message>
        <source>The server sent a message that is no JSON object</source>
        <translation>Der Server hat eine Nachricht gesendet, die kein JSON-Objekt ist</translation>
    </message>
</context>
<context>
    <name>terra::Decoder</name>
    <message>
        <source>The gateway sent a frame that is no valid JSON</source>
        <translation>Das Gateway hat einen Rahmen gesendet, der kein gültiges JSON ist</translation>
    </message>
    <message>
        <source>The gateway sent a frame that is no JSON object</source>
        <translation>Das Gateway hat einen Rahmen gesendet, der kein JSON-Objekt ist</translation>
    </message>
</context>
<context>
    <name>valtronics::Decoder</name>
    <message>
        <source>The server sent a frame that is no valid JSON</source>
        <translation>Der Server hat einen Rahmen gesendet, der kein gültiges JSON ist</translation>
    </message>
    <message>
        <source>The server sent a frame that is no JSON object</source>
        <translation>Der Server hat einen Rahmen gesendet, der kein JSON-Objekt ist</translation>
    </message>
</context>
<context>
    <name>valtronics::RestDecoder</name>
    <message>
        <source>The server&apos;s answer is not what its API promises. Is the address right?</source>
        <translation>Die Antwort des Servers ist nicht das, was seine Schnittstelle verspricht. Stimmt die Adresse?</translation>
    </message>
</context>
<context>
    <name>watchglass::alarm::AlarmJournal</name>
    <message>
        <source>The history of alarms cannot be written to %1: %2. It lasts until the program ends.</source>
        <translation>Der Alarmverlauf kann nicht nach %1 geschrieben werden: %2. Er bleibt bis zum Ende des Programms erhalten.</translation>
    </message>
    <message>
        <source>The history of alarms in %1 cannot be read: %2</source>
        <translation>Der Alarmverlauf in %1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>The last entry of the history of alarms was cut short, and is left out.</source>
        <translation>Der letzte Eintrag des Alarmverlaufs war abgeschnitten und wird weggelassen.</translation>
    </message>
    <message>
        <source>The history of alarms can no longer be written to %1: %2. Free some space and start the program again.</source>
        <translation>Der Alarmverlauf kann nicht mehr nach %1 geschrieben werden: %2. Schaffen Sie Platz und starten Sie das Programm neu.</translation>
    </message>
    <message numerus="yes">
        <source>%n entries of the history of alarms in %1 could not be read, and are left out.</source>
        <translation>
            <numerusform>%n Eintrag des Alarmverlaufs in %1 war nicht lesbar und fehlt.</numerusform>
            <numerusform>%n Einträge des Alarmverlaufs in %1 waren nicht lesbar und fehlen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::alarm::AlarmRule</name>
    <message>
        <source>The delay must be between 0 and 31 days.</source>
        <translation>Die Verzögerung muss zwischen 0 und 31 Tagen liegen.</translation>
    </message>
    <message>
        <source>The count must be between 1 and 1000.</source>
        <translation>Die Anzahl muss zwischen 1 und 1000 liegen.</translation>
    </message>
    <message>
        <source>Say within which time it must happen that often.</source>
        <translation>Geben Sie an, innerhalb welcher Zeit es so oft geschehen muss.</translation>
    </message>
    <message>
        <source>Say within which time the value must change that much.</source>
        <translation>Geben Sie an, innerhalb welcher Zeit sich der Wert so stark ändern muss.</translation>
    </message>
    <message>
        <source>A series can be called stale after 1 s at the soonest.</source>
        <translation>Eine Messreihe kann frühestens nach 1 s veraltet genannt werden.</translation>
    </message>
    <message>
        <source>Choose the series that the rule looks at.</source>
        <translation>Wählen Sie die Messreihe, die die Regel betrachtet.</translation>
    </message>
    <message>
        <source>The limit must be a number.</source>
        <translation>Die Grenze muss eine Zahl sein.</translation>
    </message>
    <message>
        <source>The deadband must be 0 or more.</source>
        <translation>Die Hysterese muss 0 oder größer sein.</translation>
    </message>
    <message>
        <source>The change must be more than 0.</source>
        <translation>Die Änderung muss größer als 0 sein.</translation>
    </message>
    <message>
        <source>The deadband must be less than the change, else the alarm never ends.</source>
        <translation>Die Hysterese muss kleiner als die Änderung sein, sonst endet der Alarm nie.</translation>
    </message>
    <message>
        <source>Choose one of the series&apos; states.</source>
        <translation>Wählen Sie einen der Zustände der Messreihe.</translation>
    </message>
    <message>
        <source>Above %1</source>
        <translation>Über %1</translation>
    </message>
    <message>
        <source>Below %1</source>
        <translation>Unter %1</translation>
    </message>
    <message>
        <source>Changes by more than %1 within %2</source>
        <translation>Ändert sich um mehr als %1 innerhalb von %2</translation>
    </message>
    <message>
        <source>No sample for %1</source>
        <translation>Kein Messwert seit %1</translation>
    </message>
    <message>
        <source>No sample for much longer than usual</source>
        <translation>Kein Messwert seit viel längerer Zeit als üblich</translation>
    </message>
    <message>
        <source>In state %1</source>
        <translation>Im Zustand %1</translation>
    </message>
    <message>
        <source>Source does not answer</source>
        <translation>Quelle antwortet nicht</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1, %2 lang</translation>
    </message>
    <message>
        <source>%1, %2 times within %3</source>
        <translation>%1, %2-mal innerhalb von %3</translation>
    </message>
</context>
<context>
    <name>watchglass::alarm::RuleBook</name>
    <message>
        <source>it has no list of rules</source>
        <translation>sie enthält keine Liste von Regeln</translation>
    </message>
    <message>
        <source>a newer version of the program wrote it</source>
        <translation>eine neuere Version des Programms hat sie geschrieben</translation>
    </message>
    <message>
        <source>Two rules have the same &quot;id&quot;.</source>
        <translation>Zwei Regeln haben dieselbe „id“.</translation>
    </message>
    <message>
        <source>Some alarm rules could not be read: %1 The file is kept as %2.</source>
        <translation>Einige Alarmregeln ließen sich nicht lesen: %1 Die Datei wird als %2 aufbewahrt.</translation>
    </message>
    <message>
        <source>Some alarm rules could not be read: %1</source>
        <translation>Einige Alarmregeln ließen sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>The alarm rules could not be written to %1: %2</source>
        <translation>Die Alarmregeln konnten nicht nach %1 geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>watchglass::alarm::RuleJson</name>
    <message>
        <source>A rule has no &quot;id&quot;.</source>
        <translation>Eine Regel hat keine „id“.</translation>
    </message>
    <message>
        <source>A rule&apos;s &quot;kind&quot; is not known.</source>
        <translation>„kind“ einer Regel ist nicht bekannt.</translation>
    </message>
    <message>
        <source>A rule&apos;s &quot;priority&quot; is not known.</source>
        <translation>„priority“ einer Regel ist nicht bekannt.</translation>
    </message>
    <message>
        <source>A rule&apos;s &quot;limit&quot; is no number.</source>
        <translation>„limit“ einer Regel ist keine Zahl.</translation>
    </message>
</context>
<context>
    <name>watchglass::app::AlarmControl</name>
    <message>
        <source>operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1
%2 new alarms</source>
        <translation>%1
%2 neue Alarme</translation>
    </message>
    <message>
        <source>a more urgent alarm ended the mute</source>
        <translation>ein dringenderer Alarm hat die Stummschaltung beendet</translation>
    </message>
</context>
<context>
    <name>watchglass::app::AlarmDesk</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>watchglass::app::Application</name>
    <message>
        <source>The picture could not be written to %1</source>
        <translation>Das Bild konnte nicht nach %1 geschrieben werden</translation>
    </message>
    <message>
        <source>Removed. What it brought is kept until Watchglass ends.</source>
        <translation>Entfernt. Was sie geliefert hat, bleibt bis zum Ende von Watchglass erhalten.</translation>
    </message>
</context>
<context>
    <name>watchglass::app::CommandLine</name>
    <message>
        <source>Watch live sensors.

  watchglass --demo
  watchglass --connect valtronics:ws://127.0.0.1:8000/ws

A token is read from --token-file (the token, or lines &quot;SERVICE TOKEN&quot;) or from the environment
variables WATCHGLASS_TOKEN and WATCHGLASS_TOKEN_SERVICE.</source>
        <translation>Sensoren live beobachten.

  watchglass --demo
  watchglass --connect valtronics:ws://127.0.0.1:8000/ws

Ein Token wird aus --token-file gelesen (das Token oder Zeilen „DIENST TOKEN“) oder aus den
Umgebungsvariablen WATCHGLASS_TOKEN und WATCHGLASS_TOKEN_DIENST.</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Diese Hilfe anzeigen.</translation>
    </message>
    <message>
        <source>Start a simulated fleet and watch it.</source>
        <translation>Eine simulierte Flotte starten und beobachten.</translation>
    </message>
    <message>
        <source>Watch a source; may be given several times.</source>
        <translation>Eine Quelle beobachten; darf mehrmals angegeben werden.</translation>
    </message>
    <message>
        <source>SERVICE:URL</source>
        <translation>DIENST:URL</translation>
    </message>
    <message>
        <source>Read the access token from this file.</source>
        <translation>Das Zugangstoken aus dieser Datei lesen.</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>Keep settings in this folder.</source>
        <translation>Einstellungen in diesem Ordner aufbewahren.</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>Colours: %1.</source>
        <translation>Farben: %1.</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>Size of the window, e.g. 1600x900.</source>
        <translation>Größe des Fensters, z. B. 1600x900.</translation>
    </message>
    <message>
        <source>WxH</source>
        <translation>BxH</translation>
    </message>
    <message>
        <source>Write a picture of the window to this file, then exit.</source>
        <translation>Ein Bild des Fensters in diese Datei schreiben und dann beenden.</translation>
    </message>
    <message>
        <source>When to take the picture: 500ms, 5s (default), 1m.</source>
        <translation>Wann das Bild aufgenommen wird: 500ms, 5s (Standard), 1m.</translation>
    </message>
    <message>
        <source>DURATION</source>
        <translation>DAUER</translation>
    </message>
    <message>
        <source>Exit after this long: 10s, 5m.</source>
        <translation>Nach dieser Zeit beenden: 10s, 5m.</translation>
    </message>
    <message>
        <source>What samples may occupy, e.g. 512M or 4G (default 1G). Beyond that, the source that holds most forgets its oldest.</source>
        <translation>Wie viel Speicher Messwerte belegen dürfen, z. B. 512M oder 4G (Standard 1G). Darüber hinaus vergisst die Quelle, die am meisten hält, ihre ältesten.</translation>
    </message>
    <message>
        <source>SIZE</source>
        <translation>GRÖSSE</translation>
    </message>
    <message>
        <source>How much is read of each source a second, e.g. 512K or 8M (default 32M; 0: all that comes). A source that sends more has to wait, and the status bar says so.</source>
        <translation>Wie viel von jeder Quelle in der Sekunde gelesen wird, z. B. 512K oder 8M (Standard 32M; 0: alles, was kommt). Eine Quelle, die mehr sendet, muss warten, und die Statusleiste sagt es.</translation>
    </message>
    <message>
        <source>BYTES</source>
        <translation>BYTES</translation>
    </message>
    <message>
        <source>Print what drawing cost as one line of JSON at the end.</source>
        <translation>Zum Schluss als eine Zeile JSON ausgeben, was das Zeichnen gekostet hat.</translation>
    </message>
    <message>
        <source>Print all commands and their keys, then exit.</source>
        <translation>Alle Befehle und ihre Tasten ausgeben und dann beenden.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no duration: write for example 10s or 5m</source>
        <translation>„%1“ ist keine Dauer: Schreiben Sie zum Beispiel 10s oder 5m</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no size: write for example 1600x900</source>
        <translation>„%1“ ist keine Größe: Schreiben Sie zum Beispiel 1600x900</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no size from 16M on: write for example 512M or 4G</source>
        <translation>„%1“ ist keine Größe ab 16M: Schreiben Sie zum Beispiel 512M oder 4G</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no budget from 64K on: write for example 512K or 8M, or 0 for none</source>
        <translation>„%1“ ist kein Budget ab 64K: Schreiben Sie zum Beispiel 512K oder 8M, oder 0 für keines</translation>
    </message>
    <message>
        <source>--after needs --screenshot</source>
        <translation>--after braucht --screenshot</translation>
    </message>
    <message>
        <source>There is no theme &quot;%1&quot;; there are %2</source>
        <translation>Es gibt kein Farbschema „%1“; es gibt %2</translation>
    </message>
    <message>
        <source>[FILE…]</source>
        <translation>[DATEI…]</translation>
    </message>
    <message>
        <source>Start another window, also when Watchglass runs already with these settings.</source>
        <translation>Ein weiteres Fenster starten, auch wenn Watchglass mit diesen Einstellungen schon läuft.</translation>
    </message>
    <message>
        <source>There is no file &quot;%1&quot;</source>
        <translation>Es gibt keine Datei „%1“</translation>
    </message>
    <message>
        <source>Show the version, and those of what it is made of.</source>
        <translation>Die Version zeigen, auch die Versionen dessen, woraus es besteht.</translation>
    </message>
    <message>
        <source>Try every part that Watchglass needs, print what was found, then exit: 0 when nothing is missing.</source>
        <translation>Jeden Teil ausprobieren, den Watchglass braucht, das Ergebnis ausgeben und beenden: 0, wenn nichts fehlt.</translation>
    </message>
    <message>
        <source>Open this desk (*.wgdesk), recording (*.wgrec), or file to import.</source>
        <translation>Diesen Schreibtisch (*.wgdesk), diese Aufzeichnung (*.wgrec) oder eine Datei zum Importieren öffnen.</translation>
    </message>
</context>
<context>
    <name>watchglass::app::ComparisonControl</name>
    <message>
        <source>Compare recordings…</source>
        <translation>Aufzeichnungen vergleichen…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>The recordings lie otherwise now. Compare them again.</source>
        <translation>Die Aufzeichnungen liegen jetzt anders. Vergleichen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>This workspace is locked: it takes no plot. Unlock it, or go to another one.</source>
        <translation>Dieser Arbeitsbereich ist gesperrt und nimmt kein Diagramm auf. Entsperren Sie ihn, oder gehen Sie zu einem anderen.</translation>
    </message>
</context>
<context>
    <name>watchglass::app::ComparisonPlot</name>
    <message>
        <source>difference</source>
        <translation>Differenz</translation>
    </message>
</context>
<context>
    <name>watchglass::app::DerivedControl</name>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>%1
The file is kept as %2.</source>
        <translation>%1
Die Datei bleibt als %2 erhalten.</translation>
    </message>
</context>
<context>
    <name>watchglass::app::DeskControl</name>
    <message>
        <source>The file is too large to be a desk.</source>
        <translation>Die Datei ist zu groß für einen Tisch.</translation>
    </message>
    <message>
        <source>That would change a locked workspace. Unlock it first (Ctrl+L).</source>
        <translation>Das würde eine gesperrte Arbeitsfläche ändern. Entsperren Sie sie zuerst (Strg+L).</translation>
    </message>
    <message>
        <source>The desk could not be kept (%1). Free some space, or save it elsewhere with Save as.</source>
        <translation>Der Tisch konnte nicht aufbewahrt werden (%1). Schaffen Sie Platz, oder speichern Sie ihn anderswo mit „Speichern unter“.</translation>
    </message>
    <message>
        <source>The desk of the last time cannot be used: %1 An earlier one takes its place; the file stays in %2.</source>
        <translation>Der Tisch vom letzten Mal ist nicht zu verwenden: %1 Ein früherer tritt an seine Stelle; die Datei bleibt in %2.</translation>
    </message>
    <message>
        <source>%1 was not opened: %2</source>
        <translation>%1 wurde nicht geöffnet: %2</translation>
    </message>
    <message>
        <source>open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>The desk was not saved: %1: %2. Choose another place with Save as.</source>
        <translation>Der Tisch wurde nicht gespeichert: %1: %2. Wählen Sie mit „Speichern unter“ einen anderen Ort.</translation>
    </message>
    <message>
        <source>%1 was not restored: %2</source>
        <translation>%1 wurde nicht wiederhergestellt: %2</translation>
    </message>
    <message>
        <source>restore an earlier desk</source>
        <translation>früheren Tisch wiederherstellen</translation>
    </message>
    <message numerus="yes">
        <source>%n workspace(s)</source>
        <translation>
            <numerusform>%n Arbeitsfläche</numerusform>
            <numerusform>%n Arbeitsflächen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n panel(s)</source>
        <translation>
            <numerusform>, %n Anzeige</numerusform>
            <numerusform>, %n Anzeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
</context>
<context>
    <name>watchglass::app::DesktopNotifier</name>
    <message>
        <source>no desktop to notify</source>
        <translation>kein Desktop zum Benachrichtigen</translation>
    </message>
    <message>
        <source>the desktop shows no notifications</source>
        <translation>der Desktop zeigt keine Benachrichtigungen</translation>
    </message>
</context>
<context>
    <name>watchglass::app::ExportControl</name>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Export samples…</source>
        <translation>Messwerte exportieren …</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>messwerte</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>Abgebrochen. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>What this window holds</source>
        <translation>Was dieses Fenster hält</translation>
    </message>
    <message>
        <source>%1 has none of these series. Choose others.</source>
        <translation>%1 hat keine dieser Reihen. Wählen Sie andere.</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%1 holds %n sample(s).</source>
        <translation>
            <numerusform>%1 enthält %n Messwert.</numerusform>
            <numerusform>%1 enthält %n Messwerte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n from before 1970 were left out, as MCAP cannot say them.</source>
        <translation>
            <numerusform>%n von vor 1970 fehlt, da MCAP ihn nicht ausdrücken kann.</numerusform>
            <numerusform>%n von vor 1970 fehlen, da MCAP sie nicht ausdrücken kann.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::app::ImportControl</name>
    <message>
        <source>Import a file…</source>
        <translation>Datei importieren …</translation>
    </message>
    <message>
        <source>What came of the last import…</source>
        <translation>Ergebnis des letzten Imports …</translation>
    </message>
    <message>
        <source>Nothing has been imported yet</source>
        <translation>Es wurde noch nichts importiert</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Dateien importieren</translation>
    </message>
    <message>
        <source>Tables, JSON, tracks and sessions (*.csv *.tsv *.txt *.dat *.hrm *.json *.jsonl *.ndjson *.gpx *.tar *.tgz *.gz)</source>
        <translation>Tabellen, JSON, Strecken und Sitzungen (*.csv *.tsv *.txt *.dat *.hrm *.json *.jsonl *.ndjson *.gpx *.tar *.tgz *.gz)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Einzelheiten …</translation>
    </message>
</context>
<context>
    <name>watchglass::app::MarkerControl</name>
    <message>
        <source>Set a marker in the recording</source>
        <translation>Marke in der Aufzeichnung setzen</translation>
    </message>
    <message>
        <source>Annotate the recording…</source>
        <translation>Anmerkung zur Aufzeichnung…</translation>
    </message>
    <message>
        <source>Markers and annotations…</source>
        <translation>Marken und Anmerkungen…</translation>
    </message>
    <message>
        <source>Marker %1</source>
        <translation>Marke %1</translation>
    </message>
</context>
<context>
    <name>watchglass::app::RecordControl</name>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufzeichnen</translation>
    </message>
    <message>
        <source>Set a marker</source>
        <translation>Marke setzen</translation>
    </message>
    <message>
        <source>Nothing is being recorded</source>
        <translation>Es wird nichts aufgezeichnet</translation>
    </message>
    <message>
        <source>Recorded: %1</source>
        <translation>Aufgezeichnet: %1</translation>
    </message>
    <message>
        <source>Marker %1</source>
        <translation>Marke %1</translation>
    </message>
    <message>
        <source>The recording has ended: %1</source>
        <translation>Die Aufzeichnung ist zu Ende: %1</translation>
    </message>
    <message>
        <source>Recording into %1
%2 samples, %3 frames</source>
        <translation>Aufzeichnung in %1
%2 Messwerte, %3 Rahmen</translation>
    </message>
    <message numerus="yes">
        <source>%n left out, as the disk is too slow</source>
        <translation>
            <numerusform>%n ausgelassen, weil der Datenträger zu langsam ist</numerusform>
            <numerusform>%n ausgelassen, weil der Datenträger zu langsam ist</numerusform>
        </translation>
    </message>
    <message>
        <source>File %1 of this recording</source>
        <translation>Datei %1 dieser Aufzeichnung</translation>
    </message>
    <message>
        <source>Begun by schedule or alarm, and ends of itself</source>
        <translation>Nach Zeitplan oder durch einen Alarm begonnen, endet von selbst</translation>
    </message>
</context>
<context>
    <name>watchglass::app::ReplayControl</name>
    <message>
        <source>raised</source>
        <translation>ausgelöst</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>quittiert</translation>
    </message>
    <message>
        <source>over</source>
        <translation>vorbei</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>No recording is open</source>
        <translation>Es ist keine Aufzeichnung geöffnet</translation>
    </message>
    <message>
        <source>Play or pause the recording</source>
        <translation>Aufzeichnung abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Go to the start of the recording</source>
        <translation>Zum Anfang der Aufzeichnung</translation>
    </message>
    <message>
        <source>Go to the end of the recording</source>
        <translation>Zum Ende der Aufzeichnung</translation>
    </message>
    <message>
        <source>Back by a second</source>
        <translation>Eine Sekunde zurück</translation>
    </message>
    <message>
        <source>Forward by a second</source>
        <translation>Eine Sekunde vor</translation>
    </message>
    <message>
        <source>Back by one sample</source>
        <translation>Einen Messwert zurück</translation>
    </message>
    <message>
        <source>Forward by one sample</source>
        <translation>Einen Messwert vor</translation>
    </message>
    <message>
        <source>Play slower</source>
        <translation>Langsamer abspielen</translation>
    </message>
    <message>
        <source>Play faster</source>
        <translation>Schneller abspielen</translation>
    </message>
    <message>
        <source>Loop what the plots show</source>
        <translation>Wiederholen, was die Kurven zeigen</translation>
    </message>
    <message>
        <source>Next recorded alarm</source>
        <translation>Nächster aufgezeichneter Alarm</translation>
    </message>
    <message>
        <source>Previous recorded alarm</source>
        <translation>Voriger aufgezeichneter Alarm</translation>
    </message>
    <message>
        <source>Next marker</source>
        <translation>Nächste Marke</translation>
    </message>
    <message>
        <source>Previous marker</source>
        <translation>Vorige Marke</translation>
    </message>
    <message>
        <source>Next gap</source>
        <translation>Nächste Lücke</translation>
    </message>
    <message>
        <source>Previous gap</source>
        <translation>Vorige Lücke</translation>
    </message>
    <message>
        <source>Close the recording</source>
        <translation>Aufzeichnung schließen</translation>
    </message>
    <message>
        <source>%1 holds nothing to look at.</source>
        <translation>%1 enthält nichts, was man ansehen könnte.</translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s)</source>
        <translation>
            <numerusform>%n Aufzeichnung</numerusform>
            <numerusform>%n Aufzeichnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Back by one frame</source>
        <translation>Ein Frame zurück</translation>
    </message>
    <message>
        <source>Forward by one frame</source>
        <translation>Ein Frame vor</translation>
    </message>
</context>
<context>
    <name>watchglass::app::SessionControl</name>
    <message>
        <source>Recordings, offsets and alignment…</source>
        <translation>Aufzeichnungen, Versatz und Ausrichtung…</translation>
    </message>
    <message>
        <source>Both recordings need a marker to be aligned by it.</source>
        <translation>Beide Aufzeichnungen brauchen eine Marke, um danach ausgerichtet zu werden.</translation>
    </message>
</context>
<context>
    <name>watchglass::app::SettingsControl</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
</context>
<context>
    <name>watchglass::app::SourceControl</name>
    <message>
        <source>Disabled</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>Waiting for the keychain</source>
        <translation>Wartet auf den Schlüsselbund</translation>
    </message>
    <message>
        <source>%1 Unlock it and reconnect, or enter the credentials again under Edit.</source>
        <translation>%1 Entsperren Sie ihn und verbinden Sie neu, oder geben Sie die Zugangsdaten unter „Bearbeiten“ erneut ein.</translation>
    </message>
    <message>
        <source>Its credentials are not here: they were kept for one session only, or were removed from the keychain. Enter them again under Edit.</source>
        <translation>Ihre Zugangsdaten fehlen: Sie wurden nur für eine Sitzung aufbewahrt oder aus dem Schlüsselbund entfernt. Geben Sie sie unter „Bearbeiten“ erneut ein.</translation>
    </message>
    <message>
        <source>There is a source named %1 already.</source>
        <translation>Es gibt schon eine Quelle namens %1.</translation>
    </message>
</context>
<context>
    <name>watchglass::app::SourceSet</name>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
</context>
<context>
    <name>watchglass::app::ThemeControl</name>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Farbschema</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Farbschema</translation>
    </message>
    <message>
        <source>High contrast theme</source>
        <translation>Farbschema mit hohem Kontrast</translation>
    </message>
    <message>
        <source>Theme of the desktop</source>
        <translation>Farbschema des Desktops</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
</context>
<context>
    <name>watchglass::derived::DerivedBook</name>
    <message>
        <source>Give the new series a name.</source>
        <translation>Geben Sie der neuen Messreihe einen Namen.</translation>
    </message>
    <message>
        <source>There is a derived series called %1 already.</source>
        <translation>Es gibt schon eine abgeleitete Messreihe namens %1.</translation>
    </message>
    <message>
        <source>There is no series %1.</source>
        <translation>Es gibt keine Messreihe %1.</translation>
    </message>
    <message>
        <source>A series cannot be worked out of itself.</source>
        <translation>Eine Messreihe kann nicht aus sich selbst berechnet werden.</translation>
    </message>
    <message>
        <source>The derived series cannot be read: %1.</source>
        <translation>Die abgeleitete Messreihe kann nicht gelesen werden: %1.</translation>
    </message>
</context>
<context>
    <name>watchglass::derived::ExpressionParser</name>
    <message>
        <source>This is too long.</source>
        <translation>Das ist zu lang.</translation>
    </message>
    <message>
        <source>Write a formula, for example rate(&apos;demo/bed-3/ecg&apos;).</source>
        <translation>Schreiben Sie eine Formel, zum Beispiel rate(&apos;demo/bed-3/ecg&apos;).</translation>
    </message>
    <message>
        <source>An operator is missing before this.</source>
        <translation>Davor fehlt ein Operator.</translation>
    </message>
    <message>
        <source>There is no series in it. Name one between quotes, as &apos;demo/bed-3/ecg&apos;.</source>
        <translation>Es kommt keine Messreihe darin vor. Nennen Sie eine zwischen Anführungszeichen, etwa &apos;demo/bed-3/ecg&apos;.</translation>
    </message>
    <message>
        <source>This is nested too deeply.</source>
        <translation>Das ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>Something is missing at the end.</source>
        <translation>Am Ende fehlt etwas.</translation>
    </message>
    <message>
        <source>A number, a series or a function is expected here.</source>
        <translation>Hier wird eine Zahl, eine Messreihe oder eine Funktion erwartet.</translation>
    </message>
    <message>
        <source>This parenthesis is not closed.</source>
        <translation>Diese Klammer ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>Das ist keine Zahl.</translation>
    </message>
    <message>
        <source>This quote is not closed.</source>
        <translation>Dieses Anführungszeichen ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>A series&apos; name belongs between the quotes.</source>
        <translation>Zwischen die Anführungszeichen gehört der Name einer Messreihe.</translation>
    </message>
    <message>
        <source>There is no function %1. Series stand between single quotes.</source>
        <translation>Es gibt keine Funktion %1. Messreihen stehen zwischen einfachen Anführungszeichen.</translation>
    </message>
    <message>
        <source>After %1, its arguments belong between parentheses.</source>
        <translation>Nach %1 gehören die Argumente zwischen Klammern.</translation>
    </message>
    <message>
        <source>%1 needs a series and a length of time, as %1(&apos;a&apos;, 10 s).</source>
        <translation>%1 braucht eine Messreihe und eine Zeitdauer, etwa %1(&apos;a&apos;, 10 s).</translation>
    </message>
    <message>
        <source>%1 takes no length of time.</source>
        <translation>%1 nimmt keine Zeitdauer an.</translation>
    </message>
    <message>
        <source>%1 has another number of arguments.</source>
        <translation>%1 hat eine andere Anzahl von Argumenten.</translation>
    </message>
    <message>
        <source>A comma or a closing parenthesis is expected here.</source>
        <translation>Hier wird ein Komma oder eine schließende Klammer erwartet.</translation>
    </message>
    <message>
        <source>This length of time is too short or too long.</source>
        <translation>Diese Zeitdauer ist zu kurz oder zu lang.</translation>
    </message>
</context>
<context>
    <name>watchglass::exchange::Texts</name>
    <message>
        <source>There is no series %1 in both, to align them by.</source>
        <translation>In beiden gibt es keine Messreihe %1, nach der sie sich ausrichten ließen.</translation>
    </message>
    <message>
        <source>The series do not overlap, or do not change enough to align them by.</source>
        <translation>Die Messreihen überschneiden sich nicht oder ändern sich zu wenig, um sie danach auszurichten.</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>one value a row, with the name of its series beside it</source>
        <translation>ein Wert je Zeile, daneben der Name seiner Messreihe</translation>
    </message>
    <message>
        <source>line %1: there is no column &quot;%2&quot;</source>
        <translation>Zeile %1: Es gibt keine Spalte „%2“</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is another time and is left out</source>
        <translation>„%1“ ist eine weitere Zeit und wird weggelassen</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>space</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>this is no table but %1</source>
        <translation>das ist keine Tabelle, sondern %1</translation>
    </message>
    <message>
        <source>by its name the file lists heart beat intervals, in ms</source>
        <translation>dem Namen nach enthält die Datei Abstände von Herzschlägen, in ms</translation>
    </message>
    <message>
        <source>%1 columns, parted by &quot;%2&quot;</source>
        <translation>%1 Spalten, getrennt durch „%2“</translation>
    </message>
    <message>
        <source>there is no row</source>
        <translation>es gibt keine Zeile mit Werten</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>a wrist band&apos;s intervals: seconds since the start in line 1</source>
        <translation>Abstände eines Armbands: Sekunden seit dem Beginn in Zeile 1</translation>
    </message>
    <message>
        <source>a wrist band&apos;s file: start in line 1, %1 Hz in line 2</source>
        <translation>Datei eines Armbands: Beginn in Zeile 1, %1 Hz in Zeile 2</translation>
    </message>
    <message>
        <source>a heart rate monitor&apos;s file: intervals in ms from line %1 on</source>
        <translation>Datei eines Pulsmessers: Abstände in ms ab Zeile %1</translation>
    </message>
    <message>
        <source>a ZIP archive; unpack it first</source>
        <translation>ein ZIP-Archiv; packen Sie es zuerst aus</translation>
    </message>
    <message>
        <source>a ULog of PX4</source>
        <translation>ein ULog von PX4</translation>
    </message>
    <message>
        <source>an EDF recording</source>
        <translation>eine EDF-Aufzeichnung</translation>
    </message>
    <message>
        <source>text in UTF-16; save it as UTF-8</source>
        <translation>Text in UTF-16; speichern Sie ihn als UTF-8</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>eine Datenbank</translation>
    </message>
    <message>
        <source>binary data</source>
        <translation>binäre Daten</translation>
    </message>
    <message>
        <source>line 1: there is no table of numbers or times in the first %1 lines</source>
        <translation>Zeile 1: In den ersten %1 Zeilen steht keine Tabelle von Zahlen oder Zeiten</translation>
    </message>
    <message>
        <source>the row has no time</source>
        <translation>die Zeile hat keine Zeit</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time</source>
        <translation>„%1“ ist keine Zeit</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number</source>
        <translation>„%1“ ist keine Zahl</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is taken for milliseconds, as programs that name it so mean it</source>
        <translation>„%1“ gilt als Millisekunden, wie es Programme meinen, die es so nennen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is taken for microseconds since a start, because it rises by whole thousands</source>
        <translation>„%1“ gilt als Mikrosekunden seit einem Beginn, weil es in ganzen Tausendern steigt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; counts from 2000-01-01</source>
        <translation>„%1“ zählt ab dem 01.01.2000</translation>
    </message>
    <message>
        <source>times are &quot;%1&quot;, since 1970</source>
        <translation>Zeiten sind „%1“, seit 1970</translation>
    </message>
    <message>
        <source>times are &quot;%1&quot;, since a start that the file does not name</source>
        <translation>Zeiten sind „%1“, seit einem Beginn, den die Datei nicht nennt</translation>
    </message>
    <message>
        <source>times are &quot;%1&quot; with &quot;%2&quot;</source>
        <translation>Zeiten sind „%1“ mit „%2“</translation>
    </message>
    <message>
        <source>times are &quot;%1&quot;</source>
        <translation>Zeiten sind „%1“</translation>
    </message>
    <message>
        <source>dates have no year: 1970 stands for it until you give one</source>
        <translation>Daten haben kein Jahr: 1970 steht dafür, bis Sie eines angeben</translation>
    </message>
    <message>
        <source>dates may begin with the month or the day: the month is taken to be first</source>
        <translation>Daten können mit dem Monat oder dem Tag beginnen: Der Monat gilt als erster</translation>
    </message>
    <message>
        <source>times name no zone: they are read as %1</source>
        <translation>Zeiten nennen keine Zeitzone: Sie werden als %1 gelesen</translation>
    </message>
    <message>
        <source>rows are %1 Hz</source>
        <translation>Zeilen kommen mit %1 Hz</translation>
    </message>
    <message>
        <source>line %1: there is no column &quot;%2&quot;; there are: %3</source>
        <translation>Zeile %1: Es gibt keine Spalte „%2“; es gibt: %3</translation>
    </message>
    <message>
        <source>line %1: none of the columns holds times (%2): name one, or give the rate of the rows</source>
        <translation>Zeile %1: Keine der Spalten enthält Zeiten (%2): Nennen Sie eine, oder geben Sie die Rate der Zeilen an</translation>
    </message>
    <message>
        <source>times are the sum of the intervals</source>
        <translation>Zeiten sind die Summe der Abstände</translation>
    </message>
    <message>
        <source>line %1: &quot;%2&quot; is no time</source>
        <translation>Zeile %1: „%2“ ist keine Zeit</translation>
    </message>
    <message>
        <source>There is no series %1.</source>
        <translation>Es gibt keine Messreihe %1.</translation>
    </message>
    <message>
        <source>MCAP has room for %1 series, not for %2.</source>
        <translation>MCAP hat Platz für %1 Messreihen, nicht für %2.</translation>
    </message>
    <message>
        <source>Not all could be written: %1</source>
        <translation>Es ließ sich nicht alles schreiben: %1</translation>
    </message>
    <message>
        <source>this is no JSON object</source>
        <translation>das ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>an object without a time</source>
        <translation>ein Objekt ohne Zeit</translation>
    </message>
    <message>
        <source>this is no number</source>
        <translation>das ist keine Zahl</translation>
    </message>
    <message>
        <source>line %1: this is XML, but no GPX: it begins with &lt;%2&gt;</source>
        <translation>Zeile %1: Das ist XML, aber kein GPX: Es beginnt mit &lt;%2&gt;</translation>
    </message>
    <message>
        <source>line %1: there are no track points</source>
        <translation>Zeile %1: Es gibt keine Wegpunkte</translation>
    </message>
    <message>
        <source>a point without latitude or longitude</source>
        <translation>ein Punkt ohne Breite oder Länge</translation>
    </message>
    <message>
        <source>line %1: no track point has both place and time</source>
        <translation>Zeile %1: Kein Wegpunkt hat Ort und Zeit</translation>
    </message>
    <message>
        <source>a point without a time</source>
        <translation>ein Punkt ohne Zeit</translation>
    </message>
    <message>
        <source>line %1: %2 (%3 of %4 track points have none); they can be left out, or all points be given counted times instead</source>
        <translation>Zeile %1: %2 (%3 von %4 Wegpunkten haben keine); sie können weggelassen werden, oder alle Punkte erhalten gezählte Zeiten</translation>
    </message>
    <message>
        <source>line 1: the file is empty</source>
        <translation>Zeile 1: Die Datei ist leer</translation>
    </message>
    <message>
        <source>line %1: this is no JSON: %2</source>
        <translation>Zeile %1: Das ist kein JSON: %2</translation>
    </message>
    <message>
        <source>line %1: the list is empty</source>
        <translation>Zeile %1: Die Liste ist leer</translation>
    </message>
    <message>
        <source>line 1: there is no JSON</source>
        <translation>Zeile 1: Es gibt kein JSON</translation>
    </message>
    <message>
        <source>there is no session data</source>
        <translation>es gibt keine Sitzungsdaten</translation>
    </message>
    <message>
        <source>line %1: there is no session data: %2</source>
        <translation>Zeile %1: Es gibt keine Sitzungsdaten: %2</translation>
    </message>
    <message>
        <source>this does not describe a session</source>
        <translation>das beschreibt keine Sitzung</translation>
    </message>
    <message>
        <source>a sample without a time</source>
        <translation>ein Messwert ohne Zeit</translation>
    </message>
    <message>
        <source>a sample without a value</source>
        <translation>ein Messwert ohne Wert</translation>
    </message>
    <message>
        <source>an unknown message, op %1</source>
        <translation>eine unbekannte Nachricht, op %1</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>Cannot open %1.</source>
        <translation>%1 lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>%1 has a line of more than 64 MiB.</source>
        <translation>%1 hat eine Zeile von mehr als 64 MiB.</translation>
    </message>
    <message>
        <source>%1 cannot be read, or its compressed data is damaged.</source>
        <translation>%1 lässt sich nicht lesen, oder die komprimierten Daten sind beschädigt.</translation>
    </message>
    <message>
        <source>the row is too short: %1 of %2 cells</source>
        <translation>die Zeile ist zu kurz: %1 von %2 Zellen</translation>
    </message>
    <message>
        <source>the row is too long: %1 cells for %2 columns; the rest is left out</source>
        <translation>die Zeile ist zu lang: %1 Zellen für %2 Spalten; der Rest wird weggelassen</translation>
    </message>
    <message>
        <source>line %1: a column of values needs one beside it that names their series; or take the values as numbers</source>
        <translation>Zeile %1: Eine Spalte von Werten braucht eine daneben, die ihre Messreihen nennt; oder nehmen Sie die Werte als Zahlen</translation>
    </message>
    <message>
        <source>line %1: no column is taken: choose one</source>
        <translation>Zeile %1: Keine Spalte wird genommen: Wählen Sie eine</translation>
    </message>
</context>
<context>
    <name>watchglass::format::Clock</name>
    <message>
        <source>device clock %1 ahead</source>
        <translation>Geräteuhr geht %1 vor</translation>
    </message>
    <message>
        <source>device clock %1 behind, or its samples take that long</source>
        <translation>Geräteuhr geht %1 nach, oder ihre Werte brauchen so lange</translation>
    </message>
    <message>
        <source>service clock %1 ahead</source>
        <translation>Uhr des Dienstes geht %1 vor</translation>
    </message>
    <message>
        <source>service clock %1 behind</source>
        <translation>Uhr des Dienstes geht %1 nach</translation>
    </message>
</context>
<context>
    <name>watchglass::ingest::Capabilities</name>
    <message>
        <source>a lower rate</source>
        <translation>eine geringere Rate</translation>
    </message>
    <message>
        <source>a part of its devices</source>
        <translation>einen Teil ihrer Geräte</translation>
    </message>
    <message>
        <source>the past</source>
        <translation>die Vergangenheit</translation>
    </message>
    <message>
        <source>acknowledging alarms</source>
        <translation>das Quittieren von Alarmen</translation>
    </message>
    <message>
        <source>taking samples</source>
        <translation>das Annehmen von Messwerten</translation>
    </message>
</context>
<context>
    <name>watchglass::ingest::SourceCheck</name>
    <message>
        <source>Down: %1</source>
        <translation>Ausgefallen: %1</translation>
    </message>
    <message>
        <source>Nothing answered within %1 s. %2</source>
        <translation>Innerhalb von %1 s kam keine Antwort. %2</translation>
    </message>
    <message>
        <source>%1, after %2 s</source>
        <translation>%1, nach %2 s</translation>
    </message>
    <message>
        <source>devices: %1, series: %2, samples in %3 s: %4</source>
        <translation>Geräte: %1, Messreihen: %2, Messwerte in %3 s: %4</translation>
    </message>
    <message>
        <source>it can be asked for nothing more</source>
        <translation>sie kann um nichts weiter gebeten werden</translation>
    </message>
    <message>
        <source>it can be asked for: %1</source>
        <translation>sie kann gebeten werden um: %1</translation>
    </message>
    <message>
        <source>a problem: %1</source>
        <translation>ein Problem: %1</translation>
    </message>
    <message>
        <source>dialect: %1</source>
        <translation>Dialekt: %1</translation>
    </message>
    <message>
        <source>its clock minus ours: %1 s</source>
        <translation>ihre Uhr minus unsere: %1 s</translation>
    </message>
</context>
<context>
    <name>watchglass::ingest::SourceIngest</name>
    <message numerus="yes">
        <source>The source has more than %Ln series; further ones are not stored. Narrow what it sends.</source>
        <translation>
            <numerusform>Die Quelle hat mehr als %Ln Messreihe; weitere werden nicht gespeichert. Schränken Sie ein, was sie sendet.</numerusform>
            <numerusform>Die Quelle hat mehr als %Ln Messreihen; weitere werden nicht gespeichert. Schränken Sie ein, was sie sendet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::link::CertificateProbe</name>
    <message>
        <source>%1 showed no certificate within %2 s.</source>
        <translation>%1 hat innerhalb von %2 s kein Zertifikat vorgelegt.</translation>
    </message>
</context>
<context>
    <name>watchglass::link::CertificateText</name>
    <message>
        <source>no name</source>
        <translation>kein Name</translation>
    </message>
    <message>
        <source>Issued to: %1</source>
        <translation>Ausgestellt für: %1</translation>
    </message>
    <message>
        <source>Issued by: %1</source>
        <translation>Ausgestellt von: %1</translation>
    </message>
    <message>
        <source>Valid: %1 to %2</source>
        <translation>Gültig: %1 bis %2</translation>
    </message>
    <message>
        <source>SHA-256: %1</source>
        <translation>SHA-256: %1</translation>
    </message>
</context>
<context>
    <name>watchglass::link::HttpStreamLink</name>
    <message>
        <source>&quot;%1&quot; is no http:// or https:// address.</source>
        <translation>„%1“ ist keine Adresse mit http:// oder https://.</translation>
    </message>
    <message>
        <source>%1 ended the stream.</source>
        <translation>%1 hat den Datenstrom beendet.</translation>
    </message>
    <message>
        <source>%1 answered with status %2 instead of a stream.</source>
        <translation>%1 hat mit Status %2 statt mit einem Datenstrom geantwortet.</translation>
    </message>
    <message>
        <source>%1 does not answer as an HTTP server: are address and port right?</source>
        <translation>%1 antwortet nicht wie ein HTTP-Server: Stimmen Adresse und Port?</translation>
    </message>
    <message>
        <source>No answer from %1 within %2 s: is the host up, and does no firewall stand between?</source>
        <translation>Keine Antwort von %1 innerhalb von %2 s: Läuft der Rechner, und steht keine Firewall dazwischen?</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
</context>
<context>
    <name>watchglass::link::RestClient</name>
    <message>
        <source>%1 gave no whole answer within %2 s: is it overloaded, or is the network slow?</source>
        <translation>%1 hat innerhalb von %2 s keine vollständige Antwort gegeben: Ist er überlastet, oder ist das Netz langsam?</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no http:// or https:// address.</source>
        <translation>„%1“ ist keine Adresse mit http:// oder https://.</translation>
    </message>
    <message>
        <source>%1 sends us on to %2. Use that address if it is the right one.</source>
        <translation>%1 verweist auf %2. Verwenden Sie diese Adresse, wenn es die richtige ist.</translation>
    </message>
    <message>
        <source>%1 sends us on and on: is the address right?</source>
        <translation>%1 verweist immer weiter: Stimmt die Adresse?</translation>
    </message>
    <message>
        <source>%1 does not answer as an HTTP server: are address and port right?</source>
        <translation>%1 antwortet nicht wie ein HTTP-Server: Stimmen Adresse und Port?</translation>
    </message>
    <message>
        <source>%1 answered with more than %2, which was not read: ask for less at a time.</source>
        <translation>%1 hat mit mehr als %2 geantwortet, was nicht gelesen wurde: Fordern Sie weniger auf einmal an.</translation>
    </message>
</context>
<context>
    <name>watchglass::link::Transport</name>
    <message>
        <source>The certificate of %1 expired on %2: it has to be renewed there (is this machine&apos;s date right?).</source>
        <translation>Das Zertifikat von %1 ist am %2 abgelaufen: Es muss dort erneuert werden (stimmt das Datum dieses Rechners?).</translation>
    </message>
    <message>
        <source>The certificate of %1 is valid from %2 only: is this machine&apos;s date right?</source>
        <translation>Das Zertifikat von %1 gilt erst ab %2: Stimmt das Datum dieses Rechners?</translation>
    </message>
    <message>
        <source>The certificate of %1 was issued for another host (%2): is the address right?</source>
        <translation>Das Zertifikat von %1 wurde für einen anderen Rechner ausgestellt (%2): Stimmt die Adresse?</translation>
    </message>
    <message>
        <source>The certificate of %1 is self-signed. If you know it, trust it for this source by its SHA-256 fingerprint: %2</source>
        <translation>Das Zertifikat von %1 ist selbst signiert. Wenn Sie es kennen, vertrauen Sie ihm für diese Quelle anhand seines SHA-256-Fingerabdrucks: %2</translation>
    </message>
    <message>
        <source>The certificate of %1 comes from an issuer that this machine does not trust (%2). Install the issuer&apos;s certificate, or trust this one by its SHA-256 fingerprint: %3</source>
        <translation>Das Zertifikat von %1 stammt von einem Aussteller, dem dieser Rechner nicht vertraut (%2). Installieren Sie das Zertifikat des Ausstellers, oder vertrauen Sie diesem anhand seines SHA-256-Fingerabdrucks: %3</translation>
    </message>
    <message>
        <source>The certificate of %1 was not accepted: %2</source>
        <translation>Das Zertifikat von %1 wurde nicht angenommen: %2</translation>
    </message>
    <message>
        <source>Connection refused at %1: is the server running, and is the port right?</source>
        <translation>Verbindung von %1 abgelehnt: Läuft der Server, und stimmt der Port?</translation>
    </message>
    <message>
        <source>No host is known by the name %1: is it spelled right, and is this machine online?</source>
        <translation>Es ist kein Rechner mit dem Namen %1 bekannt: Ist er richtig geschrieben, und ist dieser Rechner online?</translation>
    </message>
    <message>
        <source>%1 closed the connection before its answer was complete: is it the right kind of server?</source>
        <translation>%1 hat die Verbindung geschlossen, bevor die Antwort vollständig war: Ist es die richtige Art von Server?</translation>
    </message>
    <message>
        <source>No answer from %1: is the host up, and does no firewall stand between?</source>
        <translation>Keine Antwort von %1: Läuft der Rechner, und steht keine Firewall dazwischen?</translation>
    </message>
    <message>
        <source>The network does not lead to %1: %2</source>
        <translation>Das Netz führt nicht zu %1: %2</translation>
    </message>
    <message>
        <source>TLS with %1 failed: does the server speak TLS on this port? (%2)</source>
        <translation>TLS mit %1 ist gescheitert: Spricht der Server TLS auf diesem Port? (%2)</translation>
    </message>
    <message>
        <source>The proxy %1 cannot be reached: check the proxy settings.</source>
        <translation>Der Proxy %1 ist nicht erreichbar: Prüfen Sie die Proxy-Einstellungen.</translation>
    </message>
    <message>
        <source>The proxy %1 wants a user name and password: check the proxy settings.</source>
        <translation>Der Proxy %1 verlangt Benutzernamen und Kennwort: Prüfen Sie die Proxy-Einstellungen.</translation>
    </message>
    <message>
        <source>The proxy %1 did not lead to %2: %3</source>
        <translation>Der Proxy %1 führte nicht zu %2: %3</translation>
    </message>
    <message>
        <source>No connection with %1: %2</source>
        <translation>Keine Verbindung mit %1: %2</translation>
    </message>
    <message>
        <source>%1 shows another certificate than the one that you trust for this source. If it was renewed there, look at it and trust it anew; if not, somebody may stand in between. Its SHA-256 fingerprint: %2</source>
        <translation>%1 legt ein anderes Zertifikat vor als das, dem Sie für diese Quelle vertrauen. Wurde es dort erneuert, sehen Sie es an und vertrauen Sie ihm neu; wenn nicht, steht vielleicht jemand dazwischen. Sein SHA-256-Fingerabdruck: %2</translation>
    </message>
</context>
<context>
    <name>watchglass::link::WebSocketConnection</name>
    <message>
        <source>%1 answered &quot;%2 %3&quot; instead of opening a WebSocket: is the path right, and are you allowed in?</source>
        <translation>%1 hat „%2 %3“ geantwortet, statt einen WebSocket zu öffnen: Stimmt der Pfad, und haben Sie Zugang?</translation>
    </message>
    <message>
        <source>The connection with %1 was lost without a good-bye: was the server stopped?</source>
        <translation>Die Verbindung mit %1 ging ohne Abschied verloren: Wurde der Server angehalten?</translation>
    </message>
    <message>
        <source>%1 announced a message of more than %2, which was refused.</source>
        <translation>%1 hat eine Nachricht von mehr als %2 angekündigt, die abgelehnt wurde.</translation>
    </message>
    <message>
        <source>%1 closed the connection (code %2).</source>
        <translation>%1 hat die Verbindung geschlossen (Code %2).</translation>
    </message>
    <message>
        <source>%1 closed the connection (code %2): %3</source>
        <translation>%1 hat die Verbindung geschlossen (Code %2): %3</translation>
    </message>
    <message>
        <source>%1 does not answer as a WebSocket server: are address and port right? (%2)</source>
        <translation>%1 antwortet nicht wie ein WebSocket-Server: Stimmen Adresse und Port? (%2)</translation>
    </message>
</context>
<context>
    <name>watchglass::link::WebSocketLink</name>
    <message>
        <source>&quot;%1&quot; is no ws:// or wss:// address.</source>
        <translation>„%1“ ist keine Adresse mit ws:// oder wss://.</translation>
    </message>
    <message>
        <source>Not sent: there is no connection with %1 now.</source>
        <translation>Nicht gesendet: Zurzeit besteht keine Verbindung mit %1.</translation>
    </message>
    <message>
        <source>Not sent: %1 is too slow to take what already waits.</source>
        <translation>Nicht gesendet: %1 ist zu langsam, um anzunehmen, was schon wartet.</translation>
    </message>
    <message>
        <source>Not sent: the connection is closing.</source>
        <translation>Nicht gesendet: Die Verbindung wird geschlossen.</translation>
    </message>
    <message>
        <source>%1 did not open a WebSocket within %2 s: is the host up, and does no firewall stand between?</source>
        <translation>%1 hat innerhalb von %2 s keinen WebSocket geöffnet: Läuft der Rechner, und steht keine Firewall dazwischen?</translation>
    </message>
    <message>
        <source>%1 has been silent for %2 s and answers no ping: the connection is taken for dead.</source>
        <translation>%1 schweigt seit %2 s und beantwortet keinen Ping: Die Verbindung gilt als tot.</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::HeldBack</name>
    <message>
        <source>%1; sends more than %2/s, reading is slowed down</source>
        <translation>%1; sendet mehr als %2/s, das Lesen wird gebremst</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::SourceAddress</name>
    <message>
        <source>&quot;%1&quot; names no known service (%2). Write for example %3</source>
        <translation>„%1“ nennt keinen bekannten Dienst (%2). Schreiben Sie zum Beispiel %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of %2 (%3). Write for example %4</source>
        <translation>„%1“ ist keine Adresse von %2 (%3). Schreiben Sie zum Beispiel %4</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::SourceSetup</name>
    <message>
        <source>The file of trusted certificates %1 cannot be read: %2</source>
        <translation>Die Datei %1 mit den vertrauenswürdigen Zertifikaten lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>There is no certificate in %1: a PEM file is wanted, which begins with -----BEGIN CERTIFICATE-----</source>
        <translation>In %1 ist kein Zertifikat: Gebraucht wird eine PEM-Datei, die mit -----BEGIN CERTIFICATE----- beginnt</translation>
    </message>
    <message>
        <source>The trusted certificate&apos;s fingerprint has to be 64 hexadecimal digits (SHA-256)</source>
        <translation>Der Fingerabdruck des vertrauenswürdigen Zertifikats muss aus 64 hexadezimalen Ziffern bestehen (SHA-256)</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::disruptive::Access</name>
    <message>
        <source>%1 answered without an access token: is it the right token endpoint?</source>
        <translation>%1 hat ohne Zugangstoken geantwortet: Ist es der richtige Token-Endpunkt?</translation>
    </message>
    <message>
        <source>%1 refused the credentials (%2: %3). Check key id, secret and e-mail, and whether this machine&apos;s clock is right.</source>
        <translation>%1 hat die Zugangsdaten abgelehnt (%2: %3). Prüfen Sie Schlüsselkennung, Geheimnis und E-Mail-Adresse, und ob die Uhr dieses Rechners richtig geht.</translation>
    </message>
    <message>
        <source>%1 gives no access token now (%2: %3)</source>
        <translation>%1 gibt zurzeit kein Zugangstoken (%2: %3)</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::disruptive::Address</name>
    <message>
        <source>&quot;stream=%1&quot; is neither ndjson nor sse.</source>
        <translation>„stream=%1“ ist weder ndjson noch sse.</translation>
    </message>
    <message>
        <source>&quot;ping=%1&quot; is no time from 1s up.</source>
        <translation>„ping=%1“ ist keine Zeit ab 1s.</translation>
    </message>
    <message>
        <source>&quot;narrow=%1&quot; is no number of devices.</source>
        <translation>„narrow=%1“ ist keine Anzahl von Geräten.</translation>
    </message>
    <message>
        <source>&quot;token_endpoint=%1&quot; is no address.</source>
        <translation>„token_endpoint=%1“ ist keine Adresse.</translation>
    </message>
    <message>
        <source>&quot;emulator=%1&quot; is no address.</source>
        <translation>„emulator=%1“ ist keine Adresse.</translation>
    </message>
    <message>
        <source>The address names no project. Write for example %1</source>
        <translation>Die Adresse nennt kein Projekt. Schreiben Sie zum Beispiel %1</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::disruptive::Client</name>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Asking %1 for an access token</source>
        <translation>%1 wird um ein Zugangstoken gebeten</translation>
    </message>
    <message>
        <source>Asking for other events</source>
        <translation>Andere Ereignisse werden angefordert</translation>
    </message>
    <message>
        <source>The service closed the stream: %1</source>
        <translation>Der Dienst hat den Datenstrom geschlossen: %1</translation>
    </message>
    <message>
        <source>A message with neither event nor error</source>
        <translation>Eine Nachricht ohne Ereignis und ohne Fehler</translation>
    </message>
    <message>
        <source>A message longer than %1 was not read.</source>
        <translation>Eine Nachricht von mehr als %1 wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>Connected, but not even a ping was heard for %1 s</source>
        <translation>Verbunden, doch seit %1 s war nicht einmal ein Ping zu hören</translation>
    </message>
    <message>
        <source>The service went silent; connecting anew</source>
        <translation>Der Dienst ist verstummt; es wird neu verbunden</translation>
    </message>
    <message>
        <source>The service ended the stream, as it does from time to time; connecting anew</source>
        <translation>Der Dienst hat den Datenstrom beendet, wie er es von Zeit zu Zeit tut; es wird neu verbunden</translation>
    </message>
    <message>
        <source>The access token is no longer good; getting a new one</source>
        <translation>Das Zugangstoken gilt nicht mehr; ein neues wird geholt</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindung mit %1 wird aufgebaut</translation>
    </message>
    <message>
        <source>Only an emulator takes events, and the address names none.</source>
        <translation>Nur ein Emulator nimmt Ereignisse an, und die Adresse nennt keinen.</translation>
    </message>
    <message numerus="yes">
        <source>Live; reading what was missed (%Ln device(s) left)</source>
        <translation>
            <numerusform>Live; Versäumtes wird gelesen (noch %Ln Gerät)</numerusform>
            <numerusform>Live; Versäumtes wird gelesen (noch %Ln Geräte)</numerusform>
        </translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::disruptive::Delivery</name>
    <message>
        <source>added %1</source>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <source>changed %1</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <source>removed %1</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>An event of unknown type &quot;%1&quot;</source>
        <translation>Ein Ereignis des unbekannten Typs „%1“</translation>
    </message>
    <message>
        <source>Device &quot;%1&quot;, event &quot;%2&quot;: %3</source>
        <translation>Gerät „%1“, Ereignis „%2“: %3</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::disruptive::PagedReader</name>
    <message>
        <source>The service&apos;s pages do not come to an end; the rest was not read.</source>
        <translation>Die Seiten des Dienstes nehmen kein Ende; der Rest wurde nicht gelesen.</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::disruptive::Refusal</name>
    <message>
        <source>The service does not understand the request: %1. Check the filters of the address.</source>
        <translation>Der Dienst versteht die Anfrage nicht: %1. Prüfen Sie die Filter der Adresse.</translation>
    </message>
    <message>
        <source>The service refuses the credentials: %1. Check key id and secret, and whether basic authentication is enabled for the account.</source>
        <translation>Der Dienst lehnt die Zugangsdaten ab: %1. Prüfen Sie Schlüsselkennung und Geheimnis, und ob die Basis-Authentifizierung für das Konto eingeschaltet ist.</translation>
    </message>
    <message>
        <source>The account may not read this project: %1. Give it a role there.</source>
        <translation>Das Konto darf dieses Projekt nicht lesen: %1. Geben Sie ihm dort eine Rolle.</translation>
    </message>
    <message>
        <source>There is no project &quot;%1&quot;, or the account may not see it: %2</source>
        <translation>Es gibt kein Projekt „%1“, oder das Konto darf es nicht sehen: %2</translation>
    </message>
    <message>
        <source>The service asks us to slow down: %1</source>
        <translation>Der Dienst bittet darum, langsamer zu sein: %1</translation>
    </message>
    <message>
        <source>The service answered %1: %2</source>
        <translation>Der Dienst hat %1 geantwortet: %2</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::disruptive::RequestGate</name>
    <message>
        <source>The service answered %1 to &quot;%2&quot;: %3</source>
        <translation>Der Dienst hat auf „%2“ mit %1 geantwortet: %3</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::moonsense::Client</name>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::moonsense::CloudApi</name>
    <message>
        <source>The service answered %1 to &quot;%2&quot;: %3</source>
        <translation>Der Dienst hat auf „%2“ mit %1 geantwortet: %3</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::moonsense::CloudWatch</name>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindung mit %1 wird aufgebaut</translation>
    </message>
    <message>
        <source>Connected; asking whether the token is good</source>
        <translation>Verbunden; es wird gefragt, ob das Token gilt</translation>
    </message>
    <message>
        <source>Session %1: %2</source>
        <translation>Sitzung %1: %2</translation>
    </message>
    <message>
        <source>%1 Is the address that of the control plane?</source>
        <translation>%1 Ist die Adresse die der Steuerungsebene?</translation>
    </message>
    <message>
        <source>%1. The token is not accepted: enter a valid secret token and connect again.</source>
        <translation>%1. Das Token wird nicht angenommen: Geben Sie ein gültiges geheimes Token ein und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>The service wants a token and the source has none. Enter the secret token of the application and connect again.</source>
        <translation>Der Dienst verlangt ein Token, und die Quelle hat keines. Geben Sie das geheime Token der Anwendung ein und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>Live: %1 sessions go on</source>
        <translation>Live: %1 Sitzungen laufen</translation>
    </message>
    <message>
        <source>Connected: none of the newest %1 sessions goes on</source>
        <translation>Verbunden: Von den neuesten %1 Sitzungen läuft keine</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::moonsense::FollowedSession</name>
    <message>
        <source>Session %1 is not there any more</source>
        <translation>Die Sitzung %1 gibt es nicht mehr</translation>
    </message>
    <message>
        <source>Chunk %1 of session %2 could not be had; given up</source>
        <translation>Abschnitt %1 der Sitzung %2 war nicht zu bekommen; aufgegeben</translation>
    </message>
    <message>
        <source>Chunk %1 of session %2 has not the md5 that is listed; it is fetched again</source>
        <translation>Abschnitt %1 der Sitzung %2 hat nicht die angegebene MD5-Summe; er wird noch einmal geholt</translation>
    </message>
    <message>
        <source>Chunk %1 of session %2 has not the md5 that is listed; it is taken as it is</source>
        <translation>Abschnitt %1 der Sitzung %2 hat nicht die angegebene MD5-Summe; er wird genommen, wie er ist</translation>
    </message>
    <message>
        <source>Chunk %1 of session %2: %3</source>
        <translation>Abschnitt %1 der Sitzung %2: %3</translation>
    </message>
    <message>
        <source>Session %1: a line longer than 16 MiB was skipped</source>
        <translation>Sitzung %1: Eine Zeile von mehr als 16 MiB wurde übersprungen</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::moonsense::Import</name>
    <message>
        <source>There is no file or folder %1.</source>
        <translation>Es gibt keine Datei und keinen Ordner %1.</translation>
    </message>
    <message>
        <source>%1 holds no session data: no .json, .gz, .tar or .tar.gz file.</source>
        <translation>%1 enthält keine Sitzungsdaten: keine Datei mit .json, .gz, .tar oder .tar.gz.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: a line longer than 64 MiB was skipped</source>
        <translation>%1: Eine Zeile von mehr als 64 MiB wurde übersprungen</translation>
    </message>
    <message>
        <source>%1 does not describe a session</source>
        <translation>%1 beschreibt keine Sitzung</translation>
    </message>
    <message>
        <source>%1 holds no session data; the rest of it is skipped</source>
        <translation>%1 enthält keine Sitzungsdaten; der Rest davon wird übersprungen</translation>
    </message>
    <message>
        <source>Reading %1: %2 %, file %3 of %4</source>
        <translation>%1 wird gelesen: %2 %, Datei %3 von %4</translation>
    </message>
    <message>
        <source>%1 holds no session data that can be read.</source>
        <translation>%1 enthält keine Sitzungsdaten, die sich lesen lassen.</translation>
    </message>
    <message>
        <source>All read: %1 bundles of %2 sessions in %3 files</source>
        <translation>Alles gelesen: %1 Bündel aus %2 Sitzungen in %3 Dateien</translation>
    </message>
    <message>
        <source>; %1 bundles came twice</source>
        <translation>; %1 Bündel kamen doppelt</translation>
    </message>
    <message>
        <source>; %1 files could not be read to their end</source>
        <translation>; %1 Dateien ließen sich nicht bis zum Ende lesen</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::moonsense::Options</name>
    <message>
        <source>&quot;%1=%2&quot; in the address means nothing here. Known are poll, chunks and since (such as 10s), from and to (such as 2026-01-02T03:04:05Z), session, label, platform, journey, data (http://host:port) and acceleration (g or m/s2).</source>
        <translation>„%1=%2“ in der Adresse bedeutet hier nichts. Bekannt sind poll, chunks und since (etwa 10s), from und to (etwa 2026-01-02T03:04:05Z), session, label, platform, journey, data (http://host:port) und acceleration (g oder m/s2).</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::moonsense::SessionFeed</name>
    <message>
        <source>Session %1: %2 values have no time that can be told</source>
        <translation>Sitzung %1: %2 Werte haben keine erkennbare Zeit</translation>
    </message>
    <message>
        <source>Session %1: an event has no time that can be told</source>
        <translation>Sitzung %1: Ein Ereignis hat keine erkennbare Zeit</translation>
    </message>
    <message>
        <source>Session %1, bundle %2: a value cannot be used</source>
        <translation>Sitzung %1, Bündel %2: Ein Wert ist nicht zu verwenden</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::Account</name>
    <message>
        <source>The server gave no token for its socket: is its version too old?</source>
        <translation>Der Server hat kein Token für seinen Socket gegeben: Ist seine Version zu alt?</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::AttributeTable</name>
    <message>
        <source>Sensor &quot;%1&quot;, &quot;%2&quot;: a payload that is no %3; kept as a text</source>
        <translation>Sensor „%1“, „%2“: Inhalt, der kein %3 ist; als Text aufbewahrt</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::Client</name>
    <message>
        <source>Signing in at %1</source>
        <translation>Anmeldung bei %1</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Connecting with a fresh token</source>
        <translation>Es wird mit einem frischen Token verbunden</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
    <message>
        <source>The token cannot be renewed. %1; trying again</source>
        <translation>Das Token lässt sich nicht erneuern. %1; neuer Versuch</translation>
    </message>
    <message>
        <source>The token cannot be renewed. %1. Enter a new one before it expires</source>
        <translation>Das Token lässt sich nicht erneuern. %1. Geben Sie ein neues ein, bevor es abläuft</translation>
    </message>
    <message>
        <source>The server refused the token. %1. Enter a valid one and connect again</source>
        <translation>Der Server hat das Token abgelehnt. %1. Geben Sie ein gültiges ein und verbinden Sie erneut</translation>
    </message>
    <message>
        <source>The server knows no room of this id. %1</source>
        <translation>Der Server kennt keinen Raum mit dieser Kennung. %1</translation>
    </message>
    <message>
        <source>The server calls itself %1 (%2)</source>
        <translation>Der Server nennt sich selbst %1 (%2)</translation>
    </message>
    <message>
        <source>without saying why</source>
        <translation>ohne zu sagen, warum</translation>
    </message>
    <message>
        <source>Connected; joining</source>
        <translation>Verbunden; Beitritt läuft</translation>
    </message>
    <message>
        <source>The server ended the connection: it is being restarted, or heard nothing of us for 60 s; connecting again</source>
        <translation>Der Server hat die Verbindung beendet: Er wird neu gestartet oder hat 60 s lang nichts gehört; es wird neu verbunden</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindung mit %1 wird aufgebaut</translation>
    </message>
    <message>
        <source>Connected, but the server left a heartbeat unanswered for 10 s</source>
        <translation>Verbunden, doch der Server hat einen Herzschlag 10 s lang nicht beantwortet</translation>
    </message>
    <message>
        <source>A message that was not asked for: &quot;%1&quot;</source>
        <translation>Eine Nachricht, um die nicht gebeten wurde: „%1“</translation>
    </message>
    <message>
        <source>%1; signing in anew</source>
        <translation>%1; neue Anmeldung</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::LobbyWatch</name>
    <message>
        <source>The lobby is joined; waiting for the list of rooms</source>
        <translation>Der Lobby beigetreten; die Liste der Räume wird erwartet</translation>
    </message>
    <message>
        <source>The lobby cannot be joined. %1. The token must be that of the user behind lobby=</source>
        <translation>Der Lobby kann nicht beigetreten werden. %1. Das Token muss das des Benutzers hinter lobby= sein</translation>
    </message>
    <message>
        <source>The lobby cannot be joined. %1</source>
        <translation>Der Lobby kann nicht beigetreten werden. %1</translation>
    </message>
    <message>
        <source>The lobby cannot be joined. %1; trying again</source>
        <translation>Der Lobby kann nicht beigetreten werden. %1; neuer Versuch</translation>
    </message>
    <message>
        <source>The lobby&apos;s channel crashed in the server; joining again</source>
        <translation>Der Kanal der Lobby ist im Server abgestürzt; erneuter Beitritt</translation>
    </message>
    <message>
        <source>The server ended the lobby&apos;s channel; joining again in 10 s</source>
        <translation>Der Server hat den Kanal der Lobby beendet; erneuter Beitritt in 10 s</translation>
    </message>
    <message>
        <source>A binary message in the lobby: &quot;%1&quot;</source>
        <translation>Eine binäre Nachricht in der Lobby: „%1“</translation>
    </message>
    <message>
        <source>A lobby&apos;s event of unknown name &quot;%1&quot;</source>
        <translation>Ein Ereignis der Lobby mit unbekanntem Namen „%1“</translation>
    </message>
    <message>
        <source>no longer listed</source>
        <translation>nicht mehr aufgeführt</translation>
    </message>
    <message numerus="yes">
        <source>Live; %n room(s) listed, %1 watched</source>
        <translation>
            <numerusform>Live; %n Raum aufgeführt, davon beobachtet: %1</numerusform>
            <numerusform>Live; %n Räume aufgeführt, davon beobachtet: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>There are more than %1 rooms; the others are listed only</source>
        <translation>Es gibt mehr als %1 Räume; die übrigen werden nur aufgeführt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>Room &quot;%1&quot;: %2</source>
        <translation>Raum „%1“: %2</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::Options</name>
    <message>
        <source>&quot;poll=&quot; wants a time of at least 0.2 s, such as poll=2s, or 0 for never</source>
        <translation>„poll=“ verlangt eine Zeit von mindestens 0.2 s, etwa poll=2s, oder 0 für nie</translation>
    </message>
    <message>
        <source>An address names one of room=, lobby= and viewer=, and this one names several</source>
        <translation>Eine Adresse nennt eines von room=, lobby= und viewer=, diese nennt mehrere</translation>
    </message>
    <message>
        <source>The viewer&apos;s token is missing: enter it as the source&apos;s token, or write it behind viewer=</source>
        <translation>Das Token des Betrachters fehlt: Geben Sie es als Token der Quelle ein, oder schreiben Sie es hinter viewer=</translation>
    </message>
    <message>
        <source>The room&apos;s id is missing: write it behind room=</source>
        <translation>Die Kennung des Raums fehlt: Schreiben Sie sie hinter room=</translation>
    </message>
    <message>
        <source>A lobby wants a token. Enter one, or name a public room by adding ?room= and its id to the address</source>
        <translation>Eine Lobby verlangt ein Token. Geben Sie eines ein, oder nennen Sie einen öffentlichen Raum, indem Sie ?room= und seine Kennung an die Adresse anhängen</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::PhoenixChannel</name>
    <message>
        <source>Not sent: the server has not let us in yet</source>
        <translation>Nicht gesendet: Der Server hat uns noch nicht eingelassen</translation>
    </message>
    <message>
        <source>The server did not answer within 10 s</source>
        <translation>Der Server hat innerhalb von 10 s nicht geantwortet</translation>
    </message>
    <message>
        <source>The server knows no such topic: is it a Sensocto server, and of this age?</source>
        <translation>Der Server kennt kein solches Thema: Ist es ein Sensocto-Server, und aus dieser Zeit?</translation>
    </message>
    <message>
        <source>The server could not make sense of the join, or stumbled over it</source>
        <translation>Der Server konnte mit dem Beitritt nichts anfangen oder ist darüber gestolpert</translation>
    </message>
    <message>
        <source>The server says that we may not (unauthorized)</source>
        <translation>Der Server sagt, dass wir nicht dürfen (unauthorized)</translation>
    </message>
    <message>
        <source>The server refused without saying why</source>
        <translation>Der Server hat abgelehnt, ohne zu sagen, warum</translation>
    </message>
    <message>
        <source>The server refused: %1</source>
        <translation>Der Server hat abgelehnt: %1</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::PhoenixChannels</name>
    <message>
        <source>The server left a heartbeat unanswered for 30 s; connecting anew</source>
        <translation>Der Server hat einen Herzschlag 30 s lang nicht beantwortet; es wird neu verbunden</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::PhoenixDecoder</name>
    <message>
        <source>The server sent a message that is no frame of its protocol</source>
        <translation>Der Server hat eine Nachricht gesendet, die kein Rahmen seines Protokolls ist</translation>
    </message>
    <message>
        <source>The server speaks version 1 of its protocol although version 2 was asked for</source>
        <translation>Der Server spricht Version 1 seines Protokolls, obwohl um Version 2 gebeten wurde</translation>
    </message>
    <message>
        <source>The server sent a frame without topic or event</source>
        <translation>Der Server hat einen Rahmen ohne Thema oder Ereignis gesendet</translation>
    </message>
    <message>
        <source>The server sent a binary frame of an unknown kind</source>
        <translation>Der Server hat einen binären Rahmen unbekannter Art gesendet</translation>
    </message>
    <message>
        <source>A text of a binary frame is longer than 255 bytes</source>
        <translation>Ein Text eines binären Rahmens ist länger als 255 Byte</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::Producer</name>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>The queue of sensor &quot;%1&quot; is full</source>
        <translation>Die Warteschlange des Sensors „%1“ ist voll</translation>
    </message>
    <message>
        <source>Attribute &quot;%1&quot;: not a measurement that the service takes</source>
        <translation>Attribut „%1“: keine Messung, die der Dienst annimmt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no attribute id</source>
        <translation>„%1“ ist keine Kennung eines Attributs</translation>
    </message>
    <message>
        <source>The service does not answer; connecting anew</source>
        <translation>Der Dienst antwortet nicht; es wird neu verbunden</translation>
    </message>
    <message>
        <source>Publishing as &quot;%1&quot;</source>
        <translation>Veröffentlicht als „%1“</translation>
    </message>
    <message>
        <source>The service does not let the sensor in (%1); trying again</source>
        <translation>Der Dienst lässt den Sensor nicht ein (%1); neuer Versuch</translation>
    </message>
    <message>
        <source>The service wants a token and the source has none. Enter one and connect again.</source>
        <translation>Der Dienst verlangt ein Token, und die Quelle hat keines. Geben Sie eines ein und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>The service refused the token (%1). Enter a valid one and connect again.</source>
        <translation>Der Dienst hat das Token abgelehnt (%1). Geben Sie ein gültiges ein und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>The service sent a backpressure_config that makes no sense; the last one stays</source>
        <translation>Der Dienst hat eine backpressure_config gesendet, die keinen Sinn ergibt; die letzte gilt weiter</translation>
    </message>
    <message>
        <source>The sensor&apos;s channel broke down; joining again</source>
        <translation>Der Kanal des Sensors ist zusammengebrochen; erneuter Beitritt</translation>
    </message>
    <message>
        <source>The service ended the sensor&apos;s channel; joining again</source>
        <translation>Der Dienst hat den Kanal des Sensors beendet; erneuter Beitritt</translation>
    </message>
    <message>
        <source>The service refused what was sent: %1</source>
        <translation>Der Dienst hat abgelehnt, was gesendet wurde: %1</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindung mit %1 wird aufgebaut</translation>
    </message>
    <message>
        <source>Connected; joining as &quot;%1&quot;</source>
        <translation>Verbunden; Beitritt als „%1“</translation>
    </message>
    <message>
        <source>Connected, but the service does not answer</source>
        <translation>Verbunden, doch der Dienst antwortet nicht</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::RestApi</name>
    <message>
        <source>The server&apos;s answer to &quot;%1&quot; is not of its API: is it a Sensocto server?</source>
        <translation>Die Antwort des Servers auf „%1“ gehört nicht zu seiner Schnittstelle: Ist es ein Sensocto-Server?</translation>
    </message>
    <message>
        <source>The server answered %1 to &quot;%2&quot;</source>
        <translation>Der Server hat auf „%2“ mit %1 geantwortet</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::RoomWatch</name>
    <message>
        <source>The room is joined; waiting for its state</source>
        <translation>Dem Raum beigetreten; sein Zustand wird erwartet</translation>
    </message>
    <message>
        <source>The room cannot be joined. %1. It must be public, or the token one of its members&apos;</source>
        <translation>Dem Raum kann nicht beigetreten werden. %1. Er muss öffentlich sein oder das Token das eines Mitglieds</translation>
    </message>
    <message>
        <source>The room cannot be joined. %1</source>
        <translation>Dem Raum kann nicht beigetreten werden. %1</translation>
    </message>
    <message>
        <source>The room cannot be joined. %1; trying again</source>
        <translation>Dem Raum kann nicht beigetreten werden. %1; neuer Versuch</translation>
    </message>
    <message>
        <source>The room&apos;s channel crashed in the server; joining again</source>
        <translation>Der Kanal des Raums ist im Server abgestürzt; erneuter Beitritt</translation>
    </message>
    <message>
        <source>The room was closed; looking again every 10 s</source>
        <translation>Der Raum wurde geschlossen; alle 10 s wird wieder nachgesehen</translation>
    </message>
    <message>
        <source>The server ended the room&apos;s channel; joining again in 10 s</source>
        <translation>Der Server hat den Kanal des Raums beendet; erneuter Beitritt in 10 s</translation>
    </message>
    <message>
        <source>The room is joined, but the server sends no state of it: is its id right?</source>
        <translation>Dem Raum beigetreten, doch der Server sendet keinen Zustand von ihm: Stimmt seine Kennung?</translation>
    </message>
    <message>
        <source>A binary message in a room: &quot;%1&quot;</source>
        <translation>Eine binäre Nachricht in einem Raum: „%1“</translation>
    </message>
    <message>
        <source>A room&apos;s event of unknown name &quot;%1&quot;</source>
        <translation>Ein Ereignis eines Raums mit unbekanntem Namen „%1“</translation>
    </message>
    <message>
        <source>Live; the server tells newest values only when asked, which is done every %1 s</source>
        <translation>Live; neueste Werte nennt der Server nur auf Anfrage, alle %1 s</translation>
    </message>
    <message>
        <source>Live; newest values were asked for once, only the room&apos;s structure is followed</source>
        <translation>Live; neueste Werte wurden einmal angefordert, verfolgt wird nur der Aufbau des Raums</translation>
    </message>
    <message>
        <source>no longer in the room</source>
        <translation>nicht mehr im Raum</translation>
    </message>
    <message>
        <source>removed from the room</source>
        <translation>aus dem Raum entfernt</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>The room was closed</source>
        <translation>Der Raum wurde geschlossen</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::SensorBook</name>
    <message>
        <source>The server lists a sensor without id</source>
        <translation>Der Server führt einen Sensor ohne Kennung auf</translation>
    </message>
    <message>
        <source>Sensor &quot;%1&quot; has an attribute without id</source>
        <translation>Der Sensor „%1“ hat ein Attribut ohne Kennung</translation>
    </message>
    <message>
        <source>The server lists a room without id</source>
        <translation>Der Server führt einen Raum ohne Kennung auf</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::ViewerFeed</name>
    <message>
        <source>Live; the feed of a lobby page, which must stay open</source>
        <translation>Live; der Strom einer Lobby-Seite, die offen bleiben muss</translation>
    </message>
    <message>
        <source>The live feed cannot be joined. %1. The viewer&apos;s token is good for one hour and only while the lobby page that it comes from is open: take a fresh one</source>
        <translation>Dem Live-Strom kann nicht beigetreten werden. %1. Das Token des Betrachters gilt eine Stunde lang und nur, solange die Lobby-Seite offen ist, von der es stammt: Nehmen Sie ein frisches</translation>
    </message>
    <message>
        <source>The live feed cannot be joined. %1; trying again</source>
        <translation>Dem Live-Strom kann nicht beigetreten werden. %1; neuer Versuch</translation>
    </message>
    <message>
        <source>The live feed crashed in the server; joining again</source>
        <translation>Der Live-Strom ist im Server abgestürzt; erneuter Beitritt</translation>
    </message>
    <message>
        <source>The server ended the live feed: was the lobby page that the token comes from closed? Open one and take a fresh token</source>
        <translation>Der Server hat den Live-Strom beendet: Wurde die Lobby-Seite geschlossen, von der das Token stammt? Öffnen Sie eine und nehmen Sie ein frisches Token</translation>
    </message>
    <message>
        <source>The server refused the choice of sensors: %1</source>
        <translation>Der Server hat die Auswahl der Sensoren abgelehnt: %1</translation>
    </message>
    <message>
        <source>A message of unknown kind in the feed: &quot;%1&quot;</source>
        <translation>Eine Nachricht unbekannter Art im Strom: „%1“</translation>
    </message>
    <message>
        <source>a measurement without payload</source>
        <translation>eine Messung ohne Inhalt</translation>
    </message>
    <message>
        <source>packed samples that are cut short or of an unknown version</source>
        <translation>gepackte Messwerte, die abgeschnitten oder von unbekannter Version sind</translation>
    </message>
    <message>
        <source>packed samples, but not as many as announced</source>
        <translation>gepackte Messwerte, doch nicht so viele wie angekündigt</translation>
    </message>
    <message>
        <source>Sensor &quot;%1&quot;, &quot;%2&quot;: %3</source>
        <translation>Sensor „%1“, „%2“: %3</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::terra::Client</name>
    <message numerus="yes">
        <source>Live; %n message(s) of the gap were fetched</source>
        <translation>
            <numerusform>Live; %n Nachricht der Lücke wurde geholt</numerusform>
            <numerusform>Live; %n Nachrichten der Lücke wurden geholt</numerusform>
        </translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Live; fetching what was missed</source>
        <translation>Live; Versäumtes wird geholt</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::terra::ClosePolicy</name>
    <message>
        <source>The gateway could not read what we sent (1003). This is a fault of Watchglass or of the gateway: please report it.</source>
        <translation>Das Gateway konnte nicht lesen, was gesendet wurde (1003). Das ist ein Fehler von Watchglass oder des Gateways: Bitte melden Sie ihn.</translation>
    </message>
    <message>
        <source>The gateway says that we sent no valid JSON (1007). This is a fault of Watchglass or of the gateway: please report it.</source>
        <translation>Das Gateway sagt, dass kein gültiges JSON gesendet wurde (1007). Das ist ein Fehler von Watchglass oder des Gateways: Bitte melden Sie ihn.</translation>
    </message>
    <message>
        <source>The gateway did not get our token in time (4000)</source>
        <translation>Das Gateway hat das Token nicht rechtzeitig bekommen (4000)</translation>
    </message>
    <message>
        <source>The gateway did not get our token in time, twice (4000). Is the network very slow? Connect again to try anew.</source>
        <translation>Das Gateway hat das Token zweimal nicht rechtzeitig bekommen (4000). Ist das Netz sehr langsam? Verbinden Sie erneut, um es noch einmal zu versuchen.</translation>
    </message>
    <message>
        <source>The gateway did not accept a fresh token (4001)</source>
        <translation>Das Gateway hat ein frisches Token nicht angenommen (4001)</translation>
    </message>
    <message>
        <source>The gateway did not accept three fresh tokens in a row (4001). Check developer id and API key, then connect again.</source>
        <translation>Das Gateway hat drei frische Token nacheinander nicht angenommen (4001). Prüfen Sie Entwicklerkennung und API-Schlüssel und verbinden Sie dann erneut.</translation>
    </message>
    <message>
        <source>All sessions that this developer id may have are in use (4002). Close one elsewhere and connect again.</source>
        <translation>Alle Sitzungen, die diese Entwicklerkennung haben darf, sind belegt (4002). Schließen Sie anderswo eine und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>The gateway says that we identified twice (4003). This is a fault of Watchglass or of the gateway: please report it.</source>
        <translation>Das Gateway sagt, dass wir uns zweimal ausgewiesen haben (4003). Das ist ein Fehler von Watchglass oder des Gateways: Bitte melden Sie ihn.</translation>
    </message>
    <message>
        <source>The gateway does not know something that we sent (4004). This is a fault of Watchglass or of the gateway: please report it.</source>
        <translation>Das Gateway kennt etwas nicht, was gesendet wurde (4004). Das ist ein Fehler von Watchglass oder des Gateways: Bitte melden Sie ihn.</translation>
    </message>
    <message>
        <source>The gateway missed our heartbeats (4005)</source>
        <translation>Das Gateway hat unsere Herzschläge vermisst (4005)</translation>
    </message>
    <message>
        <source>The gateway has an internal error (1011)</source>
        <translation>Das Gateway hat einen inneren Fehler (1011)</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::terra::Gateway</name>
    <message>
        <source>%1 does not acknowledge heartbeats; connecting anew</source>
        <translation>%1 bestätigt Herzschläge nicht; es wird neu verbunden</translation>
    </message>
    <message>
        <source>%1 opened a connection, but no session within %2 s</source>
        <translation>%1 hat innerhalb von %2 s eine Verbindung geöffnet, aber keine Sitzung</translation>
    </message>
    <message>
        <source>Connected, but %1 answers no heartbeat</source>
        <translation>Verbunden, doch %1 beantwortet keinen Herzschlag</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Too many attempts within a minute; waiting</source>
        <translation>Zu viele Versuche innerhalb einer Minute; es wird gewartet</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Not sent: there is no session with %1 now.</source>
        <translation>Nicht gesendet: Zurzeit besteht keine Sitzung mit %1.</translation>
    </message>
    <message>
        <source>Asking %1 for a token</source>
        <translation>%1 wird um ein Token gebeten</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindung mit %1 wird aufgebaut</translation>
    </message>
    <message>
        <source>Connected; waiting for the gateway&apos;s greeting</source>
        <translation>Verbunden; die Begrüßung des Gateways wird erwartet</translation>
    </message>
    <message>
        <source>%1 sent a text that is damaged; connecting anew</source>
        <translation>%1 hat einen beschädigten Text gesendet; es wird neu verbunden</translation>
    </message>
    <message>
        <source>The gateway&apos;s greeting names no heartbeat interval; 40 s is taken</source>
        <translation>Die Begrüßung des Gateways nennt keinen Herzschlagabstand; 40 s werden angenommen</translation>
    </message>
    <message>
        <source>Connected; identifying</source>
        <translation>Verbunden; wir weisen uns aus</translation>
    </message>
    <message>
        <source>User &quot;%1&quot;, type &quot;%2&quot;: %3</source>
        <translation>Benutzer „%1“, Typ „%2“: %3</translation>
    </message>
    <message>
        <source>A frame of unknown op &quot;%1&quot;</source>
        <translation>Ein Rahmen mit unbekanntem op „%1“</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::terra::Intake</name>
    <message>
        <source>Too many series; the rest is left out</source>
        <translation>Zu viele Messreihen; der Rest wird weggelassen</translation>
    </message>
    <message>
        <source>%1 comes without a time; the time of its arrival is taken</source>
        <translation>%1 kommt ohne Zeit; es gilt die Zeit der Ankunft</translation>
    </message>
    <message>
        <source>Test traffic: these values come from no real device</source>
        <translation>Testverkehr: Diese Werte stammen von keinem echten Gerät</translation>
    </message>
    <message>
        <source>User &quot;%1&quot;, type &quot;%2&quot;: %3 components, of which %4 are kept</source>
        <translation>Benutzer „%1“, Typ „%2“: %3 Komponenten, von denen %4 behalten werden</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::terra::Producer</name>
    <message>
        <source>Terra wants the id of the user whose data is to be published.</source>
        <translation>Terra verlangt die Kennung des Benutzers, dessen Daten veröffentlicht werden sollen.</translation>
    </message>
    <message>
        <source>The gateway sent data to a producer</source>
        <translation>Das Gateway hat einem Erzeuger Daten gesendet</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::terra::TokenMint</name>
    <message>
        <source>Terra wants two words, joined with a colon: developer id and API key.</source>
        <translation>Terra verlangt zwei Wörter, verbunden durch einen Doppelpunkt: Entwicklerkennung und API-Schlüssel.</translation>
    </message>
    <message>
        <source>%1 answered, but gave no token: is it a Terra gateway?</source>
        <translation>%1 hat geantwortet, aber kein Token gegeben: Ist es ein Terra-Gateway?</translation>
    </message>
    <message>
        <source>%1 wants a developer id and an API key, and the source has none. Enter them and connect again.</source>
        <translation>%1 verlangt Entwicklerkennung und API-Schlüssel, und die Quelle hat keine. Geben Sie sie ein und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>%1 cannot use the developer id and the API key as they are written%2. Correct them and connect again.</source>
        <translation>%1 kann Entwicklerkennung und API-Schlüssel so, wie sie geschrieben sind, nicht verwenden%2. Berichtigen Sie sie und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>%1 refused the developer id or the API key%2. Enter valid ones and connect again.</source>
        <translation>%1 hat Entwicklerkennung oder API-Schlüssel abgelehnt%2. Geben Sie gültige ein und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>%1 knows no tokens (404): is it a Terra gateway?</source>
        <translation>%1 kennt keine Token (404): Ist es ein Terra-Gateway?</translation>
    </message>
    <message>
        <source>%1 gave no token: it answered %2%3</source>
        <translation>%1 hat kein Token gegeben: Die Antwort war %2%3</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::valtronics::Client</name>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindung mit %1 wird aufgebaut</translation>
    </message>
    <message>
        <source>Connected; finding out what the server speaks</source>
        <translation>Verbunden; es wird festgestellt, was der Server spricht</translation>
    </message>
    <message>
        <source>Subscribed; the server has not answered yet</source>
        <translation>Abonniert; der Server hat noch nicht geantwortet</translation>
    </message>
    <message>
        <source>The server answers, but its heartbeats are missing</source>
        <translation>Der Server antwortet, doch seine Herzschläge fehlen</translation>
    </message>
    <message>
        <source>The server went silent; connecting anew</source>
        <translation>Der Server ist verstummt; es wird neu verbunden</translation>
    </message>
    <message>
        <source>The server wants a token and the source has none. Enter one and connect again.</source>
        <translation>Der Server verlangt ein Token, und die Quelle hat keines. Geben Sie eines ein und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>The server refused the token (%1). Enter a valid one and connect again.</source>
        <translation>Der Server hat das Token abgelehnt (%1). Geben Sie ein gültiges ein und verbinden Sie erneut.</translation>
    </message>
    <message>
        <source>Device &quot;%1&quot;, metric &quot;%2&quot;: %3</source>
        <translation>Gerät „%1“, Messgröße „%2“: %3</translation>
    </message>
    <message>
        <source>The server says: %1</source>
        <translation>Der Server sagt: %1</translation>
    </message>
    <message>
        <source>A frame of unknown type &quot;%1&quot;</source>
        <translation>Ein Rahmen des unbekannten Typs „%1“</translation>
    </message>
    <message>
        <source>Live; the server is read by REST as well</source>
        <translation>Live; der Server wird auch über REST gelesen</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Connected, but nothing that the server sent for %1 s could be read</source>
        <translation>Verbunden, doch seit %1 s ließ sich nichts lesen, was der Server gesendet hat</translation>
    </message>
    <message>
        <source>Connected, but nothing was heard for %1 s, and no ping is answered</source>
        <translation>Verbunden, doch seit %1 s war nichts zu hören, und kein Ping wird beantwortet</translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::valtronics::RestGate</name>
    <message>
        <source>The server answered %1 to &quot;%2&quot;: %3</source>
        <translation>Der Server hat auf „%2“ mit %1 geantwortet: %3</translation>
    </message>
    <message>
        <source>Device %1 has a telemetry row that cannot be used</source>
        <translation>Gerät %1 hat eine Telemetriezeile, die nicht zu verwenden ist</translation>
    </message>
</context>
<context>
    <name>watchglass::recording::Compression</name>
    <message>
        <source>compressed data does not begin as such</source>
        <translation>Komprimierte Daten beginnen nicht wie solche</translation>
    </message>
    <message>
        <source>compressed data says that it holds %1 bytes</source>
        <translation>Komprimierte Daten wollen %1 Bytes enthalten</translation>
    </message>
    <message>
        <source>compressed data is damaged</source>
        <translation>Komprimierte Daten sind beschädigt</translation>
    </message>
</context>
<context>
    <name>watchglass::recording::FileImport</name>
    <message>
        <source>The file was read, but there is not one value in it that could be shown.</source>
        <translation>Die Datei wurde gelesen, enthält aber keinen einzigen Wert, der sich zeigen ließe.</translation>
    </message>
</context>
<context>
    <name>watchglass::recording::SessionDatabase</name>
    <message>
        <source>%1 already exists</source>
        <translation>%1 gibt es schon</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2</source>
        <translation>%1 lässt sich nicht anlegen: %2</translation>
    </message>
    <message>
        <source>There is no file %1</source>
        <translation>Es gibt keine Datei %1</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>%1 is no session file</source>
        <translation>%1 ist keine Aufzeichnung</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 ist beschädigt: %2</translation>
    </message>
    <message>
        <source>%1 is a database, but no session file</source>
        <translation>%1 ist eine Datenbank, aber keine Aufzeichnung</translation>
    </message>
    <message>
        <source>%1 was written by a newer Watchglass (format %2; this one reads up to %3)</source>
        <translation>%1 wurde von einem neueren Watchglass geschrieben (Format %2; dieses hier liest bis %3)</translation>
    </message>
    <message>
        <source>%1 was never finished: it holds nothing</source>
        <translation>%1 wurde nie fertig angelegt: Die Datei enthält nichts</translation>
    </message>
    <message>
        <source>%1 cannot be changed: %2</source>
        <translation>%1 lässt sich nicht ändern: %2</translation>
    </message>
</context>
<context>
    <name>watchglass::recording::SessionFile</name>
    <message>
        <source>Frames cannot be read</source>
        <translation>Frames lassen sich nicht lesen</translation>
    </message>
    <message>
        <source>The list of frames is damaged</source>
        <translation>Das Verzeichnis der Frames ist beschädigt</translation>
    </message>
    <message>
        <source>A batch of frames is damaged</source>
        <translation>Ein Bündel von Frames ist beschädigt</translation>
    </message>
    <message>
        <source>The database is damaged: %1</source>
        <translation>Die Datenbank ist beschädigt: %1</translation>
    </message>
    <message>
        <source>Batch %1 of frames is damaged</source>
        <translation>Bündel %1 der Frames ist beschädigt</translation>
    </message>
    <message>
        <source>Batch %1 of frames is out of order</source>
        <translation>Bündel %1 der Frames ist in falscher Reihenfolge</translation>
    </message>
    <message>
        <source>Batch %1 holds other frames than the file says</source>
        <translation>Bündel %1 enthält andere Frames, als die Datei angibt</translation>
    </message>
    <message>
        <source>Batch %1 belongs to a source that the file does not know</source>
        <translation>Bündel %1 gehört zu einer Quelle, die die Datei nicht kennt</translation>
    </message>
    <message>
        <source>Chunk %1 belongs to a series that the file does not know</source>
        <translation>Block %1 gehört zu einer Reihe, die die Datei nicht kennt</translation>
    </message>
    <message>
        <source>Before chunk %1 samples are missing</source>
        <translation>Vor Block %1 fehlen Messwerte</translation>
    </message>
    <message>
        <source>Chunk %1 is damaged</source>
        <translation>Block %1 ist beschädigt</translation>
    </message>
    <message>
        <source>Chunk %1 holds other samples than the file says</source>
        <translation>Block %1 enthält andere Messwerte, als die Datei angibt</translation>
    </message>
    <message>
        <source>The newest samples (%1) are damaged</source>
        <translation>Die neuesten Messwerte (%1) sind beschädigt</translation>
    </message>
    <message>
        <source>Entry %1 of %2 is damaged</source>
        <translation>Eintrag %1 von %2 ist beschädigt</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 ist beschädigt: %2</translation>
    </message>
    <message>
        <source>%1 cannot be changed: %2</source>
        <translation>%1 lässt sich nicht ändern: %2</translation>
    </message>
    <message>
        <source>Samples of %1 are damaged</source>
        <translation>Messwerte in %1 sind beschädigt</translation>
    </message>
    <message>
        <source>it is read-only</source>
        <translation>sie ist schreibgeschützt</translation>
    </message>
    <message>
        <source>%1 does not hold this marker any more.</source>
        <translation>%1 enthält diese Marke nicht mehr.</translation>
    </message>
</context>
<context>
    <name>watchglass::recording::SessionWriter</name>
    <message numerus="yes">
        <source>The disk is too slow: %Ln frames and samples were left out</source>
        <translation>
            <numerusform>Der Datenträger ist zu langsam: %Ln Frame oder Messwert wurde ausgelassen</numerusform>
            <numerusform>Der Datenträger ist zu langsam: %Ln Frames und Messwerte wurden ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Disk full: %1 left. Recording stopped; the file is whole up to %2</source>
        <translation>Datenträger voll: %1 frei. Die Aufzeichnung ist beendet; die Datei ist vollständig bis %2</translation>
    </message>
    <message>
        <source>%1 cannot be written (%2). Recording stopped; the file is whole up to %3</source>
        <translation>%1 lässt sich nicht schreiben (%2). Die Aufzeichnung ist beendet; die Datei ist vollständig bis %3</translation>
    </message>
</context>
<context>
    <name>watchglass::replay::Golden</name>
    <message>
        <source>%1: %2 samples were recorded, %3 are decoded.</source>
        <translation>%1: %2 Messwerte wurden aufgezeichnet, %3 werden entschlüsselt.</translation>
    </message>
    <message>
        <source>%1: the first difference is at %2: %3 was recorded, %4 at %5 is decoded.</source>
        <translation>%1: Der erste Unterschied ist bei %2: %3 wurde aufgezeichnet, %4 bei %5 wird entschlüsselt.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1: alarm report %2 was %3 and is %4.</source>
        <translation>%1: Alarmmeldung %2 war %3 und ist %4.</translation>
    </message>
</context>
<context>
    <name>watchglass::replay::Outlet</name>
    <message>
        <source>Terra wants to know whose data this is: name its user.</source>
        <translation>Terra will wissen, wessen Daten das sind: Nennen Sie den Nutzer.</translation>
    </message>
    <message>
        <source>Only Sensocto and Terra take samples from us.</source>
        <translation>Nur Sensocto und Terra nehmen Messwerte von uns an.</translation>
    </message>
</context>
<context>
    <name>watchglass::replay::SessionAlignment</name>
    <message>
        <source>stopped</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>%1 does not overlap within that distance, or does not change enough to align by it.</source>
        <translation>%1 überlappt innerhalb dieser Entfernung nicht oder ändert sich zu wenig, um danach auszurichten.</translation>
    </message>
</context>
<context>
    <name>watchglass::replay::SessionClient</name>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>%1 holds no source &quot;%2&quot; any more.</source>
        <translation>%1 enthält keine Quelle „%2“ mehr.</translation>
    </message>
    <message>
        <source>Recording · %1 of %2 series read</source>
        <translation>Aufzeichnung · %1 von %2 Messreihen gelesen</translation>
    </message>
    <message>
        <source>Recording · %1</source>
        <translation>Aufzeichnung · %1</translation>
    </message>
</context>
<context>
    <name>watchglass::settings::KeychainCredentials</name>
    <message>
        <source>The system&apos;s keychain does not answer.</source>
        <translation>Der Schlüsselbund des Systems antwortet nicht.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain does not answer: %1</source>
        <translation>Der Schlüsselbund des Systems antwortet nicht: %1</translation>
    </message>
</context>
<context>
    <name>watchglass::settings::SettingsBook</name>
    <message>
        <source>The settings file %1 is damaged. What could be read of it is used, and the file as it was is kept as %2.</source>
        <translation>Die Einstellungsdatei %1 ist beschädigt. Es wird verwendet, was sich von ihr lesen ließ; die Datei, wie sie war, wird als %2 aufbewahrt.</translation>
    </message>
    <message>
        <source>The settings file %1 is damaged, and there are %2 copies of it already. What could be read of it is used.</source>
        <translation>Die Einstellungsdatei %1 ist beschädigt, und es gibt schon %2 Kopien von ihr. Es wird verwendet, was sich von ihr lesen ließ.</translation>
    </message>
    <message>
        <source>The setting %1 cannot be &quot;%2&quot;; %3 is used. Choose it anew in the settings.</source>
        <translation>Die Einstellung %1 kann nicht „%2“ sein; es gilt %3. Wählen Sie sie in den Einstellungen neu.</translation>
    </message>
</context>
<context>
    <name>watchglass::settings::SourceListFile</name>
    <message>
        <source>The sources of last time cannot be read from %1: %2</source>
        <translation>Die Quellen vom letzten Mal können nicht aus %1 gelesen werden: %2</translation>
    </message>
    <message>
        <source>it was written by a newer Watchglass</source>
        <translation>ein neueres Watchglass hat sie geschrieben</translation>
    </message>
    <message>
        <source>The sources could not be saved to %1: %2. They are there until Watchglass ends.</source>
        <translation>Die Quellen konnten nicht nach %1 gespeichert werden: %2. Sie bleiben bis zum Ende von Watchglass erhalten.</translation>
    </message>
    <message>
        <source>The sources of last time could not be read (%1). The file was put aside as %2.</source>
        <translation>Die Quellen vom letzten Mal ließen sich nicht lesen (%1). Die Datei wurde als %2 beiseitegelegt.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AboutDialog</name>
    <message>
        <source>About Watchglass</source>
        <translation>Über Watchglass</translation>
    </message>
    <message>
        <source>Watchglass</source>
        <translation>Watchglass</translation>
    </message>
    <message>
        <source>Watch live sensors: many devices, at full rate, on one calm screen.

Free software under the GNU General Public License, version 3. It comes without any warranty.
Watchglass is not a medical alarm system.</source>
        <translation>Sensoren live im Blick: viele Geräte, in voller Rate, auf einem ruhigen Bildschirm.

Freie Software unter der GNU General Public License, Version 3. Ohne jede Gewährleistung.
Watchglass ist kein medizinisches Alarmsystem.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Made of</source>
        <translation>Bestandteile</translation>
    </message>
    <message>
        <source>Copy version</source>
        <translation>Version kopieren</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>About Watchglass…</source>
        <translation>Über Watchglass…</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AbsentPanel</name>
    <message>
        <source>Unknown panel</source>
        <translation>Unbekannte Anzeige</translation>
    </message>
    <message>
        <source>Unknown panel “%1”</source>
        <translation>Unbekannte Anzeige „%1“</translation>
    </message>
    <message>
        <source>This Watchglass has no panel of the kind “%1”.
It is kept as it was: a Watchglass that knows it will show it again.</source>
        <translation>Dieses Watchglass hat keine Anzeige der Art „%1“.
Sie wird aufbewahrt, wie sie war: Ein Watchglass, das sie kennt, zeigt sie wieder.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmColumns</name>
    <message>
        <source>Columns as there is room</source>
        <translation>Spalten nach dem Platz</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmCommands</name>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Acknowledge selected</source>
        <translation>Ausgewählte quittieren</translation>
    </message>
    <message>
        <source>Acknowledge with a note</source>
        <translation>Mit Notiz quittieren</translation>
    </message>
    <message>
        <source>Resolve selected</source>
        <translation>Ausgewählte erledigen</translation>
    </message>
    <message>
        <source>Reset latched</source>
        <translation>Gehaltene zurücksetzen</translation>
    </message>
    <message>
        <source>Shelve for 5 min</source>
        <translation>Für 5 min zurückstellen</translation>
    </message>
    <message>
        <source>Shelve for 15 min</source>
        <translation>Für 15 min zurückstellen</translation>
    </message>
    <message>
        <source>Shelve for 60 min</source>
        <translation>Für 60 min zurückstellen</translation>
    </message>
    <message>
        <source>Shelve for…</source>
        <translation>Zurückstellen für …</translation>
    </message>
    <message>
        <source>Take back from the shelf</source>
        <translation>Zurückstellung aufheben</translation>
    </message>
    <message>
        <source>Suppress, or no longer</source>
        <translation>Unterdrücken, oder nicht mehr</translation>
    </message>
    <message>
        <source>Out of service, or back</source>
        <translation>Außer Betrieb nehmen, oder wieder in Betrieb</translation>
    </message>
    <message>
        <source>Show the alarm&apos;s series</source>
        <translation>Messreihe des Alarms zeigen</translation>
    </message>
    <message>
        <source>List current alarms</source>
        <translation>Aktuelle Alarme auflisten</translation>
    </message>
    <message>
        <source>List what is shelved</source>
        <translation>Zurückgestellte auflisten</translation>
    </message>
    <message>
        <source>History of alarms…</source>
        <translation>Alarmverlauf …</translation>
    </message>
    <message>
        <source>New alarm rule…</source>
        <translation>Neue Alarmregel …</translation>
    </message>
    <message>
        <source>Alarm rules…</source>
        <translation>Alarmregeln …</translation>
    </message>
    <message>
        <source>Mute for 2 min</source>
        <translation>Für 2 min stummschalten</translation>
    </message>
    <message>
        <source>Sound on again</source>
        <translation>Ton wieder ein</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Desktop notifications</source>
        <translation>Benachrichtigungen des Desktops</translation>
    </message>
    <message>
        <source>Flash what is unacknowledged</source>
        <translation>Unquittierte blinken lassen</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmDetails</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Details of the alarm</source>
        <translation>Details des Alarms</translation>
    </message>
    <message>
        <source>Note (optional)</source>
        <translation>Notiz (freiwillig)</translation>
    </message>
    <message>
        <source>Note for the acknowledgement</source>
        <translation>Notiz zur Quittierung</translation>
    </message>
    <message>
        <source>Show the series when the alarm was raised</source>
        <translation>Die Messreihe zeigen, als der Alarm ausgelöst wurde</translation>
    </message>
    <message>
        <source>Select an alarm to see what happened and what to do.</source>
        <translation>Wählen Sie einen Alarm, um zu sehen, was geschah und was zu tun ist.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Actual / limit: %1</source>
        <translation>Istwert / Grenze: %1</translation>
    </message>
    <message>
        <source>Series: %1</source>
        <translation>Messreihe: %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmFilterBar</name>
    <message>
        <source>Which alarms are shown</source>
        <translation>Welche Alarme gezeigt werden</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>Aktuelle</translation>
    </message>
    <message>
        <source>Unacknowledged</source>
        <translation>Unquittiert</translation>
    </message>
    <message>
        <source>Shelved and aside</source>
        <translation>Zurückgestellt und beiseite</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in the alarms</source>
        <translation>In den Alarmen suchen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>By priority and source, and repeats as one row</source>
        <translation>Nach Priorität und Quelle, und Wiederholungen als eine Zeile</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation>Gefiltert</translation>
    </message>
    <message>
        <source>Repeats as one row</source>
        <translation>Wiederholungen als eine Zeile</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Alle Quellen</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmHistoryDialog</name>
    <message>
        <source>History of alarms</source>
        <translation>Alarmverlauf</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Write what is found as a CSV file</source>
        <translation>Gefundenes als CSV-Datei schreiben</translation>
    </message>
    <message>
        <source>Search: device, alarm, who, note</source>
        <translation>Suche: Gerät, Alarm, wer, Notiz</translation>
    </message>
    <message>
        <source>Search in the history</source>
        <translation>Im Alarmverlauf suchen</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Least priority</source>
        <translation>Mindestpriorität</translation>
    </message>
    <message>
        <source>All priorities</source>
        <translation>Alle Prioritäten</translation>
    </message>
    <message>
        <source>Warning and critical</source>
        <translation>Warnung und kritisch</translation>
    </message>
    <message>
        <source>Critical alone</source>
        <translation>Nur kritisch</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Not written to %1: %2</source>
        <translation>Nicht nach %1 geschrieben: %2</translation>
    </message>
    <message>
        <source>Export the history of alarms</source>
        <translation>Alarmverlauf exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>Nach %1 geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln Eintrag</numerusform>
            <numerusform>%Ln Einträge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmHistoryModel</name>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Actual / limit</source>
        <translation>Istwert / Grenze</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmList</name>
    <message>
        <source>No alarms.</source>
        <translation>Keine Alarme.</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Shelve</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Set the selected alarms aside for a time</source>
        <translation>Die ausgewählten Alarme für eine Zeit beiseitelegen</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>No sound for a time; a higher priority breaks through</source>
        <translation>Für eine Zeit kein Ton; eine höhere Priorität bricht durch</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Rules, history, and what else can be done</source>
        <translation>Regeln, Verlauf, und was sonst zu tun ist</translation>
    </message>
    <message>
        <source>Say that the selected alarms were seen (A)</source>
        <translation>Bestätigen, dass die ausgewählten Alarme gesehen wurden (A)</translation>
    </message>
    <message>
        <source>For %1 min</source>
        <translation>Für %1 min</translation>
    </message>
    <message>
        <source>For…</source>
        <translation>Für …</translation>
    </message>
    <message>
        <source>Take back from the shelf</source>
        <translation>Zurückstellung aufheben</translation>
    </message>
    <message>
        <source>Sound on again</source>
        <translation>Ton wieder ein</translation>
    </message>
    <message>
        <source>Resolve at the service</source>
        <translation>Beim Dienst erledigen</translation>
    </message>
    <message>
        <source>Reset what is latched</source>
        <translation>Gehaltene zurücksetzen</translation>
    </message>
    <message>
        <source>Suppress, or no longer</source>
        <translation>Unterdrücken, oder nicht mehr</translation>
    </message>
    <message>
        <source>Out of service, or back</source>
        <translation>Außer Betrieb nehmen, oder wieder in Betrieb</translation>
    </message>
    <message>
        <source>New rule…</source>
        <translation>Neue Regel …</translation>
    </message>
    <message>
        <source>Rules…</source>
        <translation>Regeln …</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>Verlauf …</translation>
    </message>
    <message>
        <source>Muted %1</source>
        <translation>Stumm, noch %1</translation>
    </message>
    <message>
        <source>Flood: %1 new in 10 s</source>
        <translation>Alarmflut: %1 neue in 10 s</translation>
    </message>
    <message>
        <source>%1 unacknowledged</source>
        <translation>%1 unquittiert</translation>
    </message>
    <message>
        <source>%1 acknowledged</source>
        <translation>%1 quittiert</translation>
    </message>
    <message>
        <source>%1 latched</source>
        <translation>%1 gehalten</translation>
    </message>
    <message>
        <source>%1 aside</source>
        <translation>%1 beiseite</translation>
    </message>
    <message>
        <source>No alarm is like that. Clear the filter to see all.</source>
        <translation>Kein Alarm ist so. Leeren Sie den Filter, um alle zu sehen.</translation>
    </message>
    <message>
        <source>Minutes until it comes back by itself</source>
        <translation>Minuten, bis er von selbst wiederkommt</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmRuleDialog</name>
    <message>
        <source>There is no history to try it on yet.</source>
        <translation>Noch gibt es keine Vergangenheit, an der sie sich erproben ließe.</translation>
    </message>
    <message>
        <source>It would not have called in the last %1.</source>
        <translation>Sie hätte in den letzten %1 nicht ausgelöst.</translation>
    </message>
    <message numerus="yes">
        <source>It would have called %n time(s) in the last %1.</source>
        <translation>
            <numerusform>Sie hätte in den letzten %1 %n-mal ausgelöst.</numerusform>
            <numerusform>Sie hätte in den letzten %1 %n-mal ausgelöst.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 Tried on the newest %2 samples.</source>
        <translation>%1 Erprobt an den neuesten %2 Messwerten.</translation>
    </message>
    <message>
        <source>New alarm rule</source>
        <translation>Neue Alarmregel</translation>
    </message>
    <message>
        <source>Alarm rule</source>
        <translation>Alarmregel</translation>
    </message>
    <message>
        <source>Series that the rule looks at</source>
        <translation>Messreihe, die die Regel betrachtet</translation>
    </message>
    <message>
        <source>Keep and arm</source>
        <translation>Speichern und scharfschalten</translation>
    </message>
    <message>
        <source>Choose a series first: open it in a panel, or select it in the tree.</source>
        <translation>Wählen Sie zuerst eine Messreihe: Öffnen Sie sie in einer Anzeige, oder wählen Sie sie im Baum.</translation>
    </message>
    <message>
        <source>It calls when the source does not answer for that long.</source>
        <translation>Sie löst aus, wenn die Quelle so lange nicht antwortet.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmRuleForm</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>by the series&apos; rhythm</source>
        <translation>nach dem Rhythmus der Messreihe</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>Keep it until it is reset, also when it is over</source>
        <translation>Halten, bis er zurückgesetzt wird, auch wenn er vorbei ist</translation>
    </message>
    <message>
        <source>Value above a limit</source>
        <translation>Wert über einer Grenze</translation>
    </message>
    <message>
        <source>Value below a limit</source>
        <translation>Wert unter einer Grenze</translation>
    </message>
    <message>
        <source>Value changes fast</source>
        <translation>Wert ändert sich schnell</translation>
    </message>
    <message>
        <source>No samples come</source>
        <translation>Keine Messwerte kommen</translation>
    </message>
    <message>
        <source>In a state</source>
        <translation>In einem Zustand</translation>
    </message>
    <message>
        <source>Source does not answer</source>
        <translation>Quelle antwortet nicht</translation>
    </message>
    <message>
        <source>What operators read; else what the rule looks for</source>
        <translation>Was Bediener lesen; sonst das, worauf die Regel achtet</translation>
    </message>
    <message>
        <source>What to do when it calls</source>
        <translation>Was zu tun ist, wenn sie auslöst</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Looks for</source>
        <translation>&amp;Achtet auf</translation>
    </message>
    <message>
        <source>L&amp;imit</source>
        <translation>&amp;Grenze</translation>
    </message>
    <message>
        <source>&amp;State</source>
        <translation>&amp;Zustand</translation>
    </message>
    <message>
        <source>&amp;Deadband</source>
        <translation>&amp;Hysterese</translation>
    </message>
    <message>
        <source>&amp;Within</source>
        <translation>&amp;Innerhalb von</translation>
    </message>
    <message>
        <source>Silen&amp;t for</source>
        <translation>S&amp;tumm seit</translation>
    </message>
    <message>
        <source>L&amp;asting</source>
        <translation>Min&amp;destdauer</translation>
    </message>
    <message>
        <source>How o&amp;ften</source>
        <translation>Wie &amp;oft</translation>
    </message>
    <message>
        <source>&amp;Counted within</source>
        <translation>Gezäh&amp;lt innerhalb von</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>&amp;Priorität</translation>
    </message>
    <message>
        <source>&amp;Guidance</source>
        <translation>An&amp;weisung</translation>
    </message>
    <message>
        <source>How far behind the limit the value must come to be good again</source>
        <translation>Wie weit hinter die Grenze der Wert zurückkehren muss, um wieder gut zu sein</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>Eine Zahl</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>In %1</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>None, or in %1</source>
        <translation>Keine, oder in %1</translation>
    </message>
    <message>
        <source>Type a number as the limit, such as 8.5.</source>
        <translation>Geben Sie als Grenze eine Zahl ein, etwa 8.5.</translation>
    </message>
    <message>
        <source>Type a number as the deadband, or leave it empty.</source>
        <translation>Geben Sie als Hysterese eine Zahl ein, oder lassen Sie das Feld leer.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmRulesDialog</name>
    <message>
        <source>New…</source>
        <translation>Neu …</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Undo delete</source>
        <translation>Löschen rückgängig machen</translation>
    </message>
    <message>
        <source>Alarm rules</source>
        <translation>Alarmregeln</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Messreihe</translation>
    </message>
    <message>
        <source>Looks for</source>
        <translation>Achtet auf</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>No rules yet. A rule watches one series and calls when its value is not as it should be.</source>
        <translation>Noch keine Regeln. Eine Regel beobachtet eine Messreihe und löst aus, wenn ihr Wert nicht so ist, wie er sein soll.</translation>
    </message>
    <message>
        <source>A rule with a tick is armed.</source>
        <translation>Eine Regel mit Häkchen ist scharf.</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1 (Kopie)</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmTableModel</name>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Actual / limit</source>
        <translation>Istwert / Grenze</translation>
    </message>
    <message>
        <source>%1 ×%2</source>
        <translation>%1 ×%2</translation>
    </message>
    <message>
        <source>Actual / limit: %1</source>
        <translation>Istwert / Grenze: %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmWords</name>
    <message>
        <source>Information</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Unacknowledged</source>
        <translation>Unquittiert</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Quittiert</translation>
    </message>
    <message>
        <source>Over, unacknowledged</source>
        <translation>Vorbei, unquittiert</translation>
    </message>
    <message>
        <source>Latched, unacknowledged</source>
        <translation>Gehalten, unquittiert</translation>
    </message>
    <message>
        <source>Latched</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Suppressed</source>
        <translation>Unterdrückt</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Außer Betrieb</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>The newest value is no number: nobody knows whether this still holds.</source>
        <translation>Der neueste Wert ist keine Zahl: Niemand weiß, ob dies noch gilt.</translation>
    </message>
    <message>
        <source>Over at %1</source>
        <translation>Vorbei um %1</translation>
    </message>
    <message>
        <source>Still active behind that</source>
        <translation>Dahinter noch aktiv</translation>
    </message>
    <message>
        <source>Not active at present</source>
        <translation>Zurzeit nicht aktiv</translation>
    </message>
    <message>
        <source>Shelved until %1</source>
        <translation>Zurückgestellt bis %1</translation>
    </message>
    <message>
        <source>Raised %1 times</source>
        <translation>%1-mal ausgelöst</translation>
    </message>
    <message>
        <source>Acknowledged by %1, %2</source>
        <translation>Quittiert durch: %1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AttentionTableModel</name>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Messreihe</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Angefordert</translation>
    </message>
    <message>
        <source>Source gives</source>
        <translation>Quelle gibt</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Geliefert</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>Gezeichnet</translation>
    </message>
    <message>
        <source>Saved (about)</source>
        <translation>Gespart (etwa)</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AttentionView</name>
    <message>
        <source>Only what is shown</source>
        <translation>Nur was gezeigt wird</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Messreihe</translation>
    </message>
    <message>
        <source>What every series gets now</source>
        <translation>Was jede Messreihe zurzeit bekommt</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Which levels changed, when and why</source>
        <translation>Welche Stufen sich wann und warum geändert haben</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Changes of attention</source>
        <translation>Änderungen der Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Find a series</source>
        <translation>Messreihe suchen</translation>
    </message>
    <message>
        <source>Find a series in the attention table</source>
        <translation>Messreihe in der Aufmerksamkeitstabelle suchen</translation>
    </message>
    <message>
        <source>%1 of %2 series at High</source>
        <translation>%1 von %2 Messreihen auf Hoch</translation>
    </message>
    <message>
        <source>%1 · about %2/s saved</source>
        <translation>%1 · etwa %2/s gespart</translation>
    </message>
    <message>
        <source>No level has changed yet.</source>
        <translation>Noch hat sich keine Stufe geändert.</translation>
    </message>
    <message>
        <source>Nothing is being watched yet: put a series on the desk.</source>
        <translation>Noch wird nichts beobachtet: Legen Sie eine Messreihe auf den Tisch.</translation>
    </message>
    <message>
        <source>Nothing matches the search.</source>
        <translation>Nichts passt zur Suche.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AttentionWords</name>
    <message>
        <source>not drawn</source>
        <translation>nicht gezeichnet</translation>
    </message>
    <message>
        <source>source over its budget</source>
        <translation>Quelle über ihrem Budget</translation>
    </message>
    <message>
        <source>%1 over its budget</source>
        <translation>%1 über ihrem Budget</translation>
    </message>
    <message>
        <source>its level, %1</source>
        <translation>ihre Stufe, %1</translation>
    </message>
    <message>
        <source>what the source gives</source>
        <translation>was die Quelle gibt</translation>
    </message>
    <message>
        <source>what is asked for</source>
        <translation>was angefordert wird</translation>
    </message>
    <message>
        <source>what this computer can draw</source>
        <translation>was dieser Rechner zeichnen kann</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>nothing shows it</source>
        <translation>nichts zeigt sie</translation>
    </message>
    <message>
        <source>in a hidden tab</source>
        <translation>in einem verdeckten Reiter</translation>
    </message>
    <message>
        <source>in a minimised window</source>
        <translation>in einem minimierten Fenster</translation>
    </message>
    <message>
        <source>in a covered window</source>
        <translation>in einem verdeckten Fenster</translation>
    </message>
    <message>
        <source>in view</source>
        <translation>im Blick</translation>
    </message>
    <message>
        <source>in view, nobody active</source>
        <translation>im Blick, niemand aktiv</translation>
    </message>
    <message>
        <source>in focus a moment ago</source>
        <translation>eben noch im Fokus</translation>
    </message>
    <message>
        <source>under the pointer</source>
        <translation>unter dem Zeiger</translation>
    </message>
    <message>
        <source>in focus</source>
        <translation>im Fokus</translation>
    </message>
    <message>
        <source>near its limit</source>
        <translation>nahe ihrer Grenze</translation>
    </message>
    <message>
        <source>for an alarm rule</source>
        <translation>für eine Alarmregel</translation>
    </message>
    <message>
        <source>being recorded</source>
        <translation>wird aufgezeichnet</translation>
    </message>
    <message>
        <source>always full rate</source>
        <translation>immer volle Rate</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>every sample, at once</source>
        <translation>jeden Messwert, sofort</translation>
    </message>
    <message>
        <source>samples up to %1 late or apart</source>
        <translation>Messwerte bis zu %1 verspätet oder auseinander</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>within %1</source>
        <translation>innerhalb von %1</translation>
    </message>
    <message>
        <source>every sample</source>
        <translation>jeden Messwert</translation>
    </message>
    <message>
        <source>batches of %1</source>
        <translation>Stapel von %1</translation>
    </message>
    <message>
        <source>a value every %1</source>
        <translation>einen Wert alle %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>fetched when looked at</source>
        <translation>wird geholt, wenn jemand hinsieht</translation>
    </message>
    <message>
        <source>cannot be asked for less</source>
        <translation>kann nicht um weniger gebeten werden</translation>
    </message>
    <message>
        <source>its level</source>
        <translation>ihre Stufe</translation>
    </message>
    <message>
        <source>the drawing budget</source>
        <translation>das Zeichenbudget</translation>
    </message>
    <message>
        <source>nothing of it can be seen</source>
        <translation>nichts davon ist zu sehen</translation>
    </message>
    <message>
        <source>no samples</source>
        <translation>keine Messwerte</translation>
    </message>
    <message>
        <source>drawing budget</source>
        <translation>Zeichenbudget</translation>
    </message>
    <message>
        <source>fetching what was left out</source>
        <translation>Ausgelassenes wird geholt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Requested: %1, %2; %3</source>
        <translation>Angefordert: %1, %2; %3</translation>
    </message>
    <message>
        <source>Delivered: %1</source>
        <translation>Geliefert: %1</translation>
    </message>
    <message>
        <source>Drawn: %1</source>
        <translation>Gezeichnet: %1</translation>
    </message>
    <message>
        <source>Limited by: %1</source>
        <translation>Begrenzt durch: %1</translation>
    </message>
    <message>
        <source>in view as a waveform</source>
        <translation>als Kurve im Blick</translation>
    </message>
    <message>
        <source>Clocks: %1</source>
        <translation>Uhren: %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AxisPlan</name>
    <message>
        <source>left axis</source>
        <translation>linke Achse</translation>
    </message>
    <message>
        <source>right axis</source>
        <translation>rechte Achse</translation>
    </message>
    <message>
        <source>left axis %1</source>
        <translation>linke Achse %1</translation>
    </message>
    <message>
        <source>right axis %1</source>
        <translation>rechte Achse %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::BatteryPanel</name>
    <message>
        <source>%1 is no battery</source>
        <translation>%1 ist keine Batterie</translation>
    </message>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>Batterie</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::BatteryReading</name>
    <message>
        <source>Critically low</source>
        <translation>Kritisch niedrig</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Charging</source>
        <translation>Lädt</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>On battery</source>
        <translation>Im Batteriebetrieb</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::CardPanel</name>
    <message>
        <source>Texts · all devices</source>
        <translation>Texte · alle Geräte</translation>
    </message>
    <message>
        <source>%1 is a number, not a text</source>
        <translation>%1 ist eine Zahl, kein Text</translation>
    </message>
    <message>
        <source>No texts yet. What devices say in words appears here: what is playing, labels, messages.</source>
        <translation>Noch keine Texte. Hier erscheint, was Geräte in Worten sagen: was gerade läuft, Bezeichnungen, Meldungen.</translation>
    </message>
    <message>
        <source>No texts yet from the devices shown.</source>
        <translation>Noch keine Texte von den angezeigten Geräten.</translation>
    </message>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>waiting for data</source>
        <translation>wartet auf Daten</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>Texts of the devices</source>
        <translation>Texte der Geräte</translation>
    </message>
    <message>
        <source>Text card</source>
        <translation>Textkarte</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ColourPanel</name>
    <message>
        <source>%1 is no part of a colour</source>
        <translation>%1 ist kein Teil einer Farbe</translation>
    </message>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::CommandList</name>
    <message>
        <source>Watchglass: commands and keys</source>
        <translation>Watchglass: Befehle und Tasten</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Find a command, panel, workspace, device or series</source>
        <translation>Befehl, Anzeige, Arbeitsfläche, Gerät oder Messreihe suchen</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Gefundenes</translation>
    </message>
    <message>
        <source>Nothing is called like this. Fewer letters find more.</source>
        <translation>Nichts heißt so. Mit weniger Buchstaben finden Sie mehr.</translation>
    </message>
    <message>
        <source>Enter runs it, Esc closes</source>
        <translation>Eingabetaste führt aus, Esc schließt</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>Befehlspalette …</translation>
    </message>
    <message>
        <source>Not possible at the moment</source>
        <translation>Zurzeit nicht möglich</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>Panel · %1</source>
        <translation>Anzeige · %1</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>Anzeige</translation>
    </message>
    <message>
        <source>Device · %1</source>
        <translation>Gerät · %1</translation>
    </message>
    <message>
        <source>Series · %1</source>
        <translation>Messreihe · %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ComparisonDialog</name>
    <message>
        <source>Open &amp;another…</source>
        <translation>&amp;Weitere öffnen…</translation>
    </message>
    <message>
        <source>&amp;Differences alone</source>
        <translation>Nur &amp;Unterschiede</translation>
    </message>
    <message>
        <source>&amp;Look at it</source>
        <translation>&amp;Ansehen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Compare recordings</source>
        <translation>Aufzeichnungen vergleichen</translation>
    </message>
    <message>
        <source>Offsets count as they are set. Compare, and what differs is listed here.</source>
        <translation>Der Versatz gilt, wie er eingestellt ist. Vergleichen Sie, und hier steht, was verschieden ist.</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>First recording</source>
        <translation>Erste Aufzeichnung</translation>
    </message>
    <message>
        <source>Second recording</source>
        <translation>Zweite Aufzeichnung</translation>
    </message>
    <message>
        <source>How far values may be apart</source>
        <translation>Wie weit Werte auseinanderliegen dürfen</translation>
    </message>
    <message>
        <source>0, 0.5 or 1 %</source>
        <translation>0, 0.5 oder 1 %</translation>
    </message>
    <message>
        <source>Values that are no further apart count as equal: 0.5 in the unit of each series, or 1 % of the value</source>
        <translation>Werte, die nicht weiter auseinanderliegen, gelten als gleich: 0.5 in der Einheit jeder Messreihe oder 1 % des Wertes</translation>
    </message>
    <message>
        <source>How far times may be apart</source>
        <translation>Wie weit Zeiten auseinanderliegen dürfen</translation>
    </message>
    <message>
        <source>0 or 10 ms</source>
        <translation>0 oder 10 ms</translation>
    </message>
    <message>
        <source>Samples and alarms that are no further apart in time are the same</source>
        <translation>Messwerte und Alarme, die zeitlich nicht weiter auseinanderliegen, sind dieselben</translation>
    </message>
    <message>
        <source>&amp;First</source>
        <translation>&amp;Erste</translation>
    </message>
    <message>
        <source>&amp;Second</source>
        <translation>&amp;Zweite</translation>
    </message>
    <message>
        <source>&amp;Values may differ by</source>
        <translation>&amp;Werte dürfen abweichen um</translation>
    </message>
    <message>
        <source>&amp;Times may differ by</source>
        <translation>Zei&amp;ten dürfen abweichen um</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>How far the comparison is</source>
        <translation>Wie weit der Vergleich ist</translation>
    </message>
    <message>
        <source>Search: series or finding</source>
        <translation>Suche: Messreihe oder Befund</translation>
    </message>
    <message>
        <source>Search in what differs</source>
        <translation>Suche in den Unterschieden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>Comparing …</source>
        <translation>Es wird verglichen …</translation>
    </message>
    <message>
        <source>There is no series and no alarm in either of them.</source>
        <translation>Keine von beiden enthält eine Messreihe oder einen Alarm.</translation>
    </message>
    <message>
        <source>Open a second recording to compare it with this one.</source>
        <translation>Öffnen Sie eine zweite Aufzeichnung, um sie mit dieser zu vergleichen.</translation>
    </message>
    <message>
        <source>No two samples are at the same time. Let times differ by some milliseconds, or align the recordings, and compare again.</source>
        <translation>Keine zwei Messwerte liegen zur gleichen Zeit. Lassen Sie Zeiten um einige Millisekunden abweichen oder richten Sie die Aufzeichnungen aus, und vergleichen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>Es gibt keinen Unterschied.</translation>
    </message>
    <message>
        <source>%1 of %2 rows shown, offset %3</source>
        <translation>%1 von %2 Zeilen, Versatz %3</translation>
    </message>
    <message>
        <source>Not written to %1: %2</source>
        <translation>Nicht nach %1 geschrieben: %2</translation>
    </message>
    <message>
        <source>Export what differs</source>
        <translation>Unterschiede exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>Nach %1 geschrieben</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ComparisonModel</name>
    <message>
        <source>Equal</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Other unit</source>
        <translation>Andere Einheit</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>Verschieden</translation>
    </message>
    <message>
        <source>Only in the first</source>
        <translation>Nur in der ersten</translation>
    </message>
    <message>
        <source>Only in the second</source>
        <translation>Nur in der zweiten</translation>
    </message>
    <message>
        <source>over</source>
        <translation>vorbei</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>quittiert</translation>
    </message>
    <message>
        <source>raised</source>
        <translation>ausgelöst</translation>
    </message>
    <message>
        <source>Alarm: %1 · %2 · %3</source>
        <translation>Alarm: %1 · %2 · %3</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Messreihe</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>First alone</source>
        <translation>Nur erste</translation>
    </message>
    <message>
        <source>Second alone</source>
        <translation>Nur zweite</translation>
    </message>
    <message>
        <source>Largest difference</source>
        <translation>Größte Differenz</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Samples of the first recording without a partner</source>
        <translation>Messwerte der ersten Aufzeichnung ohne Gegenstück</translation>
    </message>
    <message>
        <source>Samples of the second recording without a partner</source>
        <translation>Messwerte der zweiten Aufzeichnung ohne Gegenstück</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::CompassPanel</name>
    <message>
        <source>Compass</source>
        <translation>Kompass</translation>
    </message>
    <message>
        <source>Drag a heading, or a magnetometer&apos;s x and y, here from the tree</source>
        <translation>Richtung oder x und y eines Magnetometers aus dem Baum hierher ziehen</translation>
    </message>
    <message>
        <source>A compass needs x and y of the magnetometer: one is missing</source>
        <translation>Ein Kompass braucht x und y des Magnetometers: Eines fehlt</translation>
    </message>
    <message>
        <source>Waiting for data</source>
        <translation>Wartet auf Daten</translation>
    </message>
    <message>
        <source>The newest value gives no direction</source>
        <translation>Der neueste Wert ergibt keine Richtung</translation>
    </message>
    <message>
        <source>from magnetometer x, y · lying flat, y forward</source>
        <translation>aus Magnetometer x, y · flach liegend, y nach vorn</translation>
    </message>
    <message>
        <source>from magnetometer x, y · lying flat, x forward</source>
        <translation>aus Magnetometer x, y · flach liegend, x nach vorn</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>berechnet</translation>
    </message>
    <message>
        <source>Heading %1°, %2</source>
        <translation>Richtung %1°, %2</translation>
    </message>
    <message>
        <source>Turn the card instead of the needle</source>
        <translation>Rose statt Nadel drehen</translation>
    </message>
    <message>
        <source>The magnetometer&apos;s y axis points forward</source>
        <translation>Die y-Achse des Magnetometers zeigt nach vorn</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>NNE</source>
        <translation>NNO</translation>
    </message>
    <message>
        <source>NE</source>
        <translation>NO</translation>
    </message>
    <message>
        <source>ENE</source>
        <translation>ONO</translation>
    </message>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
    <message>
        <source>ESE</source>
        <translation>OSO</translation>
    </message>
    <message>
        <source>SE</source>
        <translation>SO</translation>
    </message>
    <message>
        <source>SSE</source>
        <translation>SSO</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>SSW</source>
        <translation>SSW</translation>
    </message>
    <message>
        <source>SW</source>
        <translation>SW</translation>
    </message>
    <message>
        <source>WSW</source>
        <translation>WSW</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>WNW</source>
        <translation>WNW</translation>
    </message>
    <message>
        <source>NW</source>
        <translation>NW</translation>
    </message>
    <message>
        <source>NNW</source>
        <translation>NNW</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ConnectionFields</name>
    <message>
        <source>TLS 1.3 only (else 1.2 and later)</source>
        <translation>Nur TLS 1.3 (sonst ab 1.2)</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>Proxy-Kennwort</translation>
    </message>
    <message>
        <source>None; SHA-256 of a certificate that you trust</source>
        <translation>Keines; SHA-256 eines Zertifikats, dem Sie vertrauen</translation>
    </message>
    <message>
        <source>None; a PEM file of authorities, beside this machine&apos;s</source>
        <translation>Keine; eine PEM-Datei mit Zertifizierungsstellen, zusätzlich zu denen dieses Rechners</translation>
    </message>
    <message>
        <source>File of trusted authorities</source>
        <translation>Datei vertrauenswürdiger Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>Proxy host</source>
        <translation>Proxy-Rechner</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Proxy port</source>
        <translation>Proxy-Port</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Wie vom System vorgegeben</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>SOCKS 5</source>
        <translation>SOCKS 5</translation>
    </message>
    <message>
        <source>Trusted certificate</source>
        <translation>Vertrauenswürdiges Zertifikat</translation>
    </message>
    <message>
        <source>Authorities</source>
        <translation>Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Proxy user</source>
        <translation>Proxy-Benutzer</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>Choose a file of trusted authorities</source>
        <translation>Datei vertrauenswürdiger Zertifizierungsstellen auswählen</translation>
    </message>
    <message>
        <source>Kept; leave empty to keep it</source>
        <translation>Gespeichert; leer lassen, um es zu behalten</translation>
    </message>
    <message>
        <source>The trusted certificate has to be given by its SHA-256 fingerprint: 64 hexadecimal digits.</source>
        <translation>Das vertrauenswürdige Zertifikat muss durch seinen SHA-256-Fingerabdruck angegeben werden: 64 hexadezimale Ziffern.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>The proxy needs a host and a port.</source>
        <translation>Der Proxy braucht einen Rechner und einen Port.</translation>
    </message>
    <message>
        <source>one trusted certificate</source>
        <translation>ein vertrauenswürdiges Zertifikat</translation>
    </message>
    <message>
        <source>own authorities</source>
        <translation>eigene Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>TLS 1.3</source>
        <translation>TLS 1.3</translation>
    </message>
    <message>
        <source>no proxy</source>
        <translation>kein Proxy</translation>
    </message>
    <message>
        <source>proxy %1</source>
        <translation>Proxy %1</translation>
    </message>
    <message>
        <source>as the system says</source>
        <translation>wie vom System vorgegeben</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::CounterPanel</name>
    <message>
        <source>%1 is a state, not a count</source>
        <translation>%1 ist ein Zustand, kein Zählerstand</translation>
    </message>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>waiting for data</source>
        <translation>wartet auf Daten</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>+%1 in %2</source>
        <translation>+%1 in %2</translation>
    </message>
    <message>
        <source>began anew %1 ago</source>
        <translation>vor %1 neu begonnen</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Zähler</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::CredentialFields</name>
    <message>
        <source>Credentials</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>Kept; leave empty to keep it</source>
        <translation>Gespeichert; leer lassen, um es zu behalten</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::CredentialForms</name>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Key ID</source>
        <translation>Schlüsselkennung</translation>
    </message>
    <message>
        <source>of the service account&apos;s key</source>
        <translation>des Schlüssels des Dienstkontos</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>shown once, when the key was made</source>
        <translation>einmal angezeigt, als der Schlüssel erzeugt wurde</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>of the service account: ID@PROJECT.serviceaccount.d21s.com</source>
        <translation>des Dienstkontos: ID@PROJECT.serviceaccount.d21s.com</translation>
    </message>
    <message>
        <source>Service account, OAuth2</source>
        <translation>Dienstkonto, OAuth2</translation>
    </message>
    <message>
        <source>Made in DT Studio under API Integrations, Service Accounts. The key is exchanged for tokens that last an hour.</source>
        <translation>Angelegt in DT Studio unter API Integrations, Service Accounts. Der Schlüssel wird gegen Token getauscht, die eine Stunde gelten.</translation>
    </message>
    <message>
        <source>Service account, Basic</source>
        <translation>Dienstkonto, Basic</translation>
    </message>
    <message>
        <source>The service account has to have Basic Auth enabled. For trials: the secret goes with each request.</source>
        <translation>Für das Dienstkonto muss Basic Auth eingeschaltet sein. Zum Ausprobieren: Das Geheimnis geht mit jeder Anfrage mit.</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Zugangstoken</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>One that was fetched elsewhere. It ends after an hour or so.</source>
        <translation>Eines, das anderswo geholt wurde. Es läuft nach etwa einer Stunde ab.</translation>
    </message>
    <message>
        <source>For a server of your own that asks for nothing.</source>
        <translation>Für einen eigenen Server, der nichts verlangt.</translation>
    </message>
    <message>
        <source>Valtronics</source>
        <translation>Valtronics</translation>
    </message>
    <message>
        <source>The WebSocket of the server: ws:// or wss://. Which dialect it speaks is found out.</source>
        <translation>Der WebSocket des Servers: ws:// oder wss://. Welchen Dialekt er spricht, wird festgestellt.</translation>
    </message>
    <message>
        <source>Sensocto</source>
        <translation>Sensocto</translation>
    </message>
    <message>
        <source>Without options: the lobby and your rooms. ?room=ID: one room. ?viewer: the live feed of an open lobby page. &amp;poll=2s: how often rooms are asked.</source>
        <translation>Ohne Optionen: die Lobby und Ihre Räume. ?room=ID: ein Raum. ?viewer: der Live-Strom einer offenen Lobby-Seite. &amp;poll=2s: wie oft Räume abgefragt werden.</translation>
    </message>
    <message>
        <source>Disruptive Technologies</source>
        <translation>Disruptive Technologies</translation>
    </message>
    <message>
        <source>The project. Options: ?event_types=temperature, ?device_ids=ID, ?label_filters=key=value, ?stream=sse.</source>
        <translation>Das Projekt. Optionen: ?event_types=temperature, ?device_ids=ID, ?label_filters=key=value, ?stream=sse.</translation>
    </message>
    <message>
        <source>Terra</source>
        <translation>Terra</translation>
    </message>
    <message>
        <source>The streaming gateway. Options: ?speed=km/h and ?steps_cadence=1/min name units that the service leaves open.</source>
        <translation>Das Streaming-Gateway. Optionen: ?speed=km/h und ?steps_cadence=1/min nennen Einheiten, die der Dienst offenlässt.</translation>
    </message>
    <message>
        <source>Moonsense</source>
        <translation>Moonsense</translation>
    </message>
    <message>
        <source>The cloud, or a downloaded file or folder: file:///path. Options: ?since=1h, ?session=ID, ?label=NAME, ?poll=2s, ?acceleration=g.</source>
        <translation>Die Cloud, oder eine heruntergeladene Datei oder ein Ordner: file:///path. Optionen: ?since=1h, ?session=ID, ?label=NAME, ?poll=2s, ?acceleration=g.</translation>
    </message>
    <message>
        <source>The JSON web token that goes with the first message.</source>
        <translation>Das JSON Web Token, das mit der ersten Nachricht gesendet wird.</translation>
    </message>
    <message>
        <source>For a server that asks for none.</source>
        <translation>Für einen Server, der keines verlangt.</translation>
    </message>
    <message>
        <source>User token</source>
        <translation>Benutzertoken</translation>
    </message>
    <message>
        <source>Your JSON web token, or for ?viewer the viewer&apos;s token.</source>
        <translation>Ihr JSON Web Token, oder für ?viewer das Token des Betrachters.</translation>
    </message>
    <message>
        <source>Anonymous: public rooms only.</source>
        <translation>Anonym: nur öffentliche Räume.</translation>
    </message>
    <message>
        <source>Developer</source>
        <translation>Entwickler</translation>
    </message>
    <message>
        <source>From the Terra dashboard, under Connections, API Credentials.</source>
        <translation>Aus dem Terra-Dashboard, unter Connections, API Credentials.</translation>
    </message>
    <message>
        <source>Developer ID</source>
        <translation>Entwicklerkennung</translation>
    </message>
    <message>
        <source>dev-id</source>
        <translation>dev-id</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>x-api-key</source>
        <translation>x-api-key</translation>
    </message>
    <message>
        <source>For a gateway of your own that asks for none.</source>
        <translation>Für ein eigenes Gateway, das nichts dergleichen verlangt.</translation>
    </message>
    <message>
        <source>Secret token</source>
        <translation>Geheimes Token</translation>
    </message>
    <message>
        <source>From the Moonsense console, under Apps, Create token.</source>
        <translation>Aus der Moonsense-Konsole, unter Apps, Create token.</translation>
    </message>
    <message>
        <source>For downloaded files, or a server of your own.</source>
        <translation>Für heruntergeladene Dateien oder einen eigenen Server.</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 fehlt.</translation>
    </message>
    <message>
        <source>%1 cannot have a colon in it.</source>
        <translation>%1 darf keinen Doppelpunkt enthalten.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::DerivedDialog</name>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Derived series</source>
        <translation>Abgeleitete Messreihe</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
    </message>
    <message>
        <source>mean(&apos;source/device/attribute&apos;, 10 s)</source>
        <translation>mean(&apos;Quelle/Gerät/Attribut&apos;, 10 s)</translation>
    </message>
    <message>
        <source>Derived series that there are</source>
        <translation>Vorhandene abgeleitete Messreihen</translation>
    </message>
    <message>
        <source>There are</source>
        <translation>Vorhanden</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Unit</source>
        <translation>E&amp;inheit</translation>
    </message>
    <message>
        <source>&amp;Formula</source>
        <translation>&amp;Formel</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Insert a series…</source>
        <translation>Messreihe einfügen …</translation>
    </message>
    <message>
        <source>Insert a function…</source>
        <translation>Funktion einfügen …</translation>
    </message>
    <message>
        <source>At character %1: %2</source>
        <translation>Bei Zeichen %1: %2</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::Desk</name>
    <message>
        <source>Nothing on the desk yet.
Drag a device or a series from the tree to here.</source>
        <translation>Noch liegt nichts auf dem Tisch.
Ziehen Sie ein Gerät oder eine Messreihe aus dem Baum hierher.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::DeskArchive</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::DeskCommands</name>
    <message>
        <source>Desk</source>
        <translation>Tisch</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Restore an earlier desk…</source>
        <translation>Früheren Tisch wiederherstellen …</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>Lock workspace</source>
        <translation>Arbeitsfläche sperren</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>Anzeige</translation>
    </message>
    <message>
        <source>Move panel to a new workspace</source>
        <translation>Anzeige auf eine neue Arbeitsfläche verschieben</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Open a desk</source>
        <translation>Tisch öffnen</translation>
    </message>
    <message>
        <source>Desks (*.%1);;All files (*)</source>
        <translation>Tische (*.%1);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the desk</source>
        <translation>Tisch speichern</translation>
    </message>
    <message>
        <source>Desks (*.%1)</source>
        <translation>Tische (*.%1)</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::DeskFoot</name>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>What each series is asked for, and what comes</source>
        <translation>Was von jeder Messreihe angefordert wird, und was kommt</translation>
    </message>
    <message>
        <source>Foot of the desk</source>
        <translation>Fuß des Tisches</translation>
    </message>
    <message>
        <source>Alarms %1</source>
        <translation>Alarme %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::DeskSteps</name>
    <message>
        <source>new workspace</source>
        <translation>neue Arbeitsfläche</translation>
    </message>
    <message>
        <source>close workspace</source>
        <translation>Arbeitsfläche schließen</translation>
    </message>
    <message>
        <source>move workspace</source>
        <translation>Arbeitsfläche verschieben</translation>
    </message>
    <message>
        <source>rename workspace</source>
        <translation>Arbeitsfläche umbenennen</translation>
    </message>
    <message>
        <source>move panel</source>
        <translation>Anzeige verschieben</translation>
    </message>
    <message>
        <source>change of panels</source>
        <translation>Änderung der Anzeigen</translation>
    </message>
    <message>
        <source>add panel</source>
        <translation>Anzeige hinzufügen</translation>
    </message>
    <message>
        <source>add panels</source>
        <translation>Anzeigen hinzufügen</translation>
    </message>
    <message>
        <source>close panel</source>
        <translation>Anzeige schließen</translation>
    </message>
    <message>
        <source>close panels</source>
        <translation>Anzeigen schließen</translation>
    </message>
    <message>
        <source>change of kind</source>
        <translation>Änderung der Art</translation>
    </message>
    <message>
        <source>move series</source>
        <translation>Messreihe verschieben</translation>
    </message>
    <message>
        <source>add series</source>
        <translation>Messreihe hinzufügen</translation>
    </message>
    <message>
        <source>remove series</source>
        <translation>Messreihe entfernen</translation>
    </message>
    <message>
        <source>order of series</source>
        <translation>Reihenfolge der Messreihen</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::DeviceBrowser</name>
    <message>
        <source>Find a device or series</source>
        <translation>Gerät oder Messreihe suchen</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Nothing matches the search.</source>
        <translation>Nichts passt zur Suche.</translation>
    </message>
    <message>
        <source>No sources yet.</source>
        <translation>Noch keine Quellen.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open as</source>
        <translation>Öffnen als</translation>
    </message>
    <message>
        <source>Alarm rule for %1…</source>
        <translation>Alarmregel für %1 …</translation>
    </message>
    <message>
        <source>Alarm rule for one of these…</source>
        <translation>Alarmregel für eine davon …</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::DeviceTreeModel</name>
    <message>
        <source>%1 device</source>
        <translation>%1 Gerät</translation>
    </message>
    <message>
        <source>%1 devices</source>
        <translation>%1 Geräte</translation>
    </message>
    <message>
        <source>%1 series</source>
        <translation>%1 Messreihen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Last value</source>
        <translation>Letzter Wert</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::EarlierDesks</name>
    <message>
        <source>Earlier desks</source>
        <translation>Frühere Tische</translation>
    </message>
    <message>
        <source>No desk has been kept yet: one is kept soon after each change.</source>
        <translation>Noch wurde kein Tisch aufbewahrt: Das geschieht kurz nach jeder Änderung.</translation>
    </message>
    <message>
        <source>Choose a desk to restore. It can be undone.</source>
        <translation>Wählen Sie einen Tisch zum Wiederherstellen. Es lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Today %1</source>
        <translation>Heute %1</translation>
    </message>
    <message>
        <source>Yesterday %1</source>
        <translation>Gestern %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::EventPanel</name>
    <message>
        <source>Events · all devices</source>
        <translation>Ereignisse · alle Geräte</translation>
    </message>
    <message>
        <source>Events · %1</source>
        <translation>Ereignisse · %1</translation>
    </message>
    <message>
        <source>Nothing of the kinds that are shown has happened. The menu has the others.</source>
        <translation>Von den angezeigten Arten ist nichts geschehen. Die übrigen stehen im Menü.</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Buttons, touches, markers and the like appear here.</source>
        <translation>Noch ist nichts geschehen. Tasten, Berührungen, Markierungen und dergleichen erscheinen hier.</translation>
    </message>
    <message>
        <source>Nothing has happened yet at the devices shown.</source>
        <translation>Bei den angezeigten Geräten ist noch nichts geschehen.</translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>The time is that of its arrival.</source>
        <translation>Die Zeit ist die der Ankunft.</translation>
    </message>
    <message numerus="yes">
        <source>and %n before</source>
        <translation>
            <numerusform>und %n davor</numerusform>
            <numerusform>und %n davor</numerusform>
        </translation>
    </message>
    <message>
        <source>Kinds of events</source>
        <translation>Arten von Ereignissen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ExportDialog</name>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>Export what the plot shows</source>
        <translation>Exportieren, was der Verlauf zeigt</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Picture (PNG)</source>
        <translation>Bild (PNG)</translation>
    </message>
    <message>
        <source>Drawing (SVG)</source>
        <translation>Zeichnung (SVG)</translation>
    </message>
    <message>
        <source>Document (PDF)</source>
        <translation>Dokument (PDF)</translation>
    </message>
    <message>
        <source>Values (CSV)</source>
        <translation>Werte (CSV)</translation>
    </message>
    <message>
        <source> × the screen&apos;s size</source>
        <translation> × Bildschirmgröße</translation>
    </message>
    <message>
        <source>All samples in view</source>
        <translation>Alle Messwerte im Blick</translation>
    </message>
    <message>
        <source>One row every</source>
        <translation>Eine Zeile alle</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Seconds between rows</source>
        <translation>Sekunden zwischen den Zeilen</translation>
    </message>
    <message>
        <source>Comma between values, decimal point</source>
        <translation>Komma zwischen Werten, Dezimalpunkt</translation>
    </message>
    <message>
        <source>Semicolon between values, decimal comma</source>
        <translation>Semikolon zwischen Werten, Dezimalkomma</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Was</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;Rows</source>
        <translation>&amp;Zeilen</translation>
    </message>
    <message>
        <source>&amp;Numbers</source>
        <translation>Za&amp;hlen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>Da&amp;tei</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>That would be more than 100 million rows. Choose larger steps.</source>
        <translation>Das wären mehr als 100 Millionen Zeilen. Wählen Sie größere Schritte.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::FigurePanel</name>
    <message>
        <source>Stick figure</source>
        <translation>Strichfigur</translation>
    </message>
    <message>
        <source>A skeleton came as a text that holds no points (landmarks with x and y): there is nothing to draw. Raw texts are in the event list.</source>
        <translation>Ein Skelett kam als Text, der keine Punkte (landmarks mit x und y) enthält: Es gibt nichts zu zeichnen. Rohe Texte stehen in der Ereignisliste.</translation>
    </message>
    <message>
        <source>Drag a point of a skeleton (such as pose.11 x) here from the tree</source>
        <translation>Punkt eines Skeletts (etwa pose.11 x) aus dem Baum hierher ziehen</translation>
    </message>
    <message>
        <source>Waiting for data</source>
        <translation>Wartet auf Daten</translation>
    </message>
    <message numerus="yes">
        <source>Only %n of 33 points have x and y: too few to draw</source>
        <translation>
            <numerusform>Nur %n von 33 Punkten hat x und y: zu wenige zum Zeichnen</numerusform>
            <numerusform>Nur %n von 33 Punkten haben x und y: zu wenige zum Zeichnen</numerusform>
        </translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>%1 of %2 points</source>
        <translation>%1 von %2 Punkten</translation>
    </message>
    <message numerus="yes">
        <source>A figure of %n points</source>
        <translation>
            <numerusform>Eine Figur aus %n Punkt</numerusform>
            <numerusform>Eine Figur aus %n Punkten</numerusform>
        </translation>
    </message>
    <message>
        <source>Mirrored, as in a looking-glass</source>
        <translation>Gespiegelt, wie im Spiegel</translation>
    </message>
    <message>
        <source>Where it stands in the picture</source>
        <translation>Wo sie im Bild steht</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::FleetPanel</name>
    <message>
        <source>Fleet overview</source>
        <translation>Flottenübersicht</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>No devices yet: add a source, and what it has will be counted here</source>
        <translation>Noch keine Geräte: Fügen Sie eine Quelle hinzu, dann wird hier gezählt, was sie hat</translation>
    </message>
    <message>
        <source>devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>No alarms in the last %1 hours</source>
        <translation>Keine Alarme in den letzten %1 Stunden</translation>
    </message>
    <message>
        <source>Alarms per hour, %1 in %2 hours</source>
        <translation>Alarme pro Stunde, %1 in %2 Stunden</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>Devices: %1. Alarms in the last %2 hours: %3</source>
        <translation>Geräte: %1. Alarme in den letzten %2 Stunden: %3</translation>
    </message>
    <message>
        <source>Alarms of the last %1 hours</source>
        <translation>Alarme der letzten %1 Stunden</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::FrameTableModel</name>
    <message>
        <source>connecting</source>
        <translation>Verbindungsaufbau</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>← text</source>
        <translation>← Text</translation>
    </message>
    <message>
        <source>← bytes</source>
        <translation>← Bytes</translation>
    </message>
    <message>
        <source>← refused</source>
        <translation>← verweigert</translation>
    </message>
    <message>
        <source>← closed</source>
        <translation>← geschlossen</translation>
    </message>
    <message>
        <source>→ closed</source>
        <translation>→ geschlossen</translation>
    </message>
    <message>
        <source>→ text</source>
        <translation>→ Text</translation>
    </message>
    <message>
        <source>→ bytes</source>
        <translation>→ Bytes</translation>
    </message>
    <message>
        <source>→ request</source>
        <translation>→ Anfrage</translation>
    </message>
    <message>
        <source>← answer</source>
        <translation>← Antwort</translation>
    </message>
    <message>
        <source>← no answer</source>
        <translation>← keine Antwort</translation>
    </message>
    <message>
        <source>order</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>timer</source>
        <translation>Zeitgeber</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::FramesPanel</name>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Only frames with this text</source>
        <translation>Nur Rahmen mit diesem Text</translation>
    </message>
    <message>
        <source>Filter of the frames</source>
        <translation>Filter der Rahmen</translation>
    </message>
    <message>
        <source>What is shown stands still; sources go on</source>
        <translation>Was gezeigt wird, steht still; die Quellen laufen weiter</translation>
    </message>
    <message>
        <source>Raw frames</source>
        <translation>Rohe Rahmen</translation>
    </message>
    <message>
        <source>Copy frame</source>
        <translation>Rahmen kopieren</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>What sources send and are sent appears here as it comes and goes, without secrets.</source>
        <translation>Hier erscheint, was Quellen senden und was ihnen gesendet wird, wie es kommt und geht, ohne Geheimnisse.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::GapBands</name>
    <message>
        <source>Link lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Device silent</source>
        <translation>Gerät schweigt</translation>
    </message>
    <message>
        <source>Not asked for</source>
        <translation>Nicht angefordert</translation>
    </message>
    <message>
        <source>Left out by the server</source>
        <translation>Vom Server ausgelassen</translation>
    </message>
    <message>
        <source>Device clock stepped</source>
        <translation>Geräteuhr gesprungen</translation>
    </message>
    <message>
        <source>%1 until now</source>
        <translation>%1 bis jetzt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Not asked for until now</source>
        <translation>Bis jetzt nicht angefordert</translation>
    </message>
    <message>
        <source>Not asked for until %1</source>
        <translation>Bis %1 nicht angefordert</translation>
    </message>
    <message>
        <source>Not asked for since %1, until now</source>
        <translation>Seit %1 nicht angefordert, bis jetzt</translation>
    </message>
    <message>
        <source>Not asked for since %1, for %2</source>
        <translation>Ab %1 nicht angefordert, %2 lang</translation>
    </message>
    <message>
        <source>Less than every sample was asked for: samples in here are a thinned rest.</source>
        <translation>Es wurde weniger als jeder Messwert angefordert: Messwerte hierin sind ein ausgedünnter Rest.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::GaugePanel</name>
    <message>
        <source>%1 is a state, not a number</source>
        <translation>%1 ist ein Zustand, keine Zahl</translation>
    </message>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>waiting for data</source>
        <translation>wartet auf Daten</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 bis %2</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Ends of the scale</source>
        <translation>Enden der Skala</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Gauge</source>
        <translation>Rundinstrument</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ImportColumns</name>
    <message>
        <source>First rows</source>
        <translation>Erste Zeilen</translation>
    </message>
    <message>
        <source>Take %1 as</source>
        <translation>%1 nehmen als</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ImportDialog</name>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>How far the file is read</source>
        <translation>Wie weit die Datei gelesen ist</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ImportFileFields</name>
    <message>
        <source>Refuse the file</source>
        <translation>Datei ablehnen</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Count all points</source>
        <translation>Alle Punkte zählen</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Points without time</source>
        <translation>Punkte ohne Zeit</translation>
    </message>
    <message>
        <source>One point every</source>
        <translation>Ein Punkt alle</translation>
    </message>
    <message>
        <source>They start at</source>
        <translation>Sie beginnen um</translation>
    </message>
    <message>
        <source>found by its name</source>
        <translation>am Namen erkannt</translation>
    </message>
    <message>
        <source>The field that holds the times, where objects are not of a service that is known</source>
        <translation>Das Feld mit den Zeiten, wenn die Objekte nicht von einem bekannten Dienst sind</translation>
    </message>
    <message>
        <source>Of times that name no zone</source>
        <translation>Von Zeiten, die keine Zone nennen</translation>
    </message>
    <message>
        <source>Field of the times</source>
        <translation>Feld der Zeiten</translation>
    </message>
    <message>
        <source>They count</source>
        <translation>Sie zählen</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zeitzone</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ImportParts</name>
    <message>
        <source>Detect</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>Detected: %1</source>
        <translation>Erkannt: %1</translation>
    </message>
    <message>
        <source>There is no time zone %1: write for example Europe/Berlin or UTC+02:00.</source>
        <translation>Es gibt keine Zeitzone %1: Schreiben Sie zum Beispiel Europe/Berlin oder UTC+02:00.</translation>
    </message>
    <message>
        <source>nanoseconds</source>
        <translation>Nanosekunden</translation>
    </message>
    <message>
        <source>microseconds</source>
        <translation>Mikrosekunden</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>Millisekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>%1 is no time to start at: write for example 2026-01-31T10:20:30Z.</source>
        <translation>%1 ist keine Zeit für den Beginn: Schreiben Sie zum Beispiel 2026-01-31T10:20:30Z.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ImportPreviewModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>States</source>
        <translation>Zustände</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Series&apos; name</source>
        <translation>Name der Reihe</translation>
    </message>
    <message>
        <source>Its value</source>
        <translation>Ihr Wert</translation>
    </message>
    <message>
        <source>Its unit</source>
        <translation>Ihre Einheit</translation>
    </message>
    <message>
        <source>Its device</source>
        <translation>Ihr Gerät</translation>
    </message>
    <message>
        <source>Its source</source>
        <translation>Ihre Quelle</translation>
    </message>
    <message>
        <source>In the file: %1</source>
        <translation>In der Datei: %1</translation>
    </message>
    <message>
        <source>Take as</source>
        <translation>Nehmen als</translation>
    </message>
    <message>
        <source>Time of the row</source>
        <translation>Zeit der Zeile</translation>
    </message>
    <message>
        <source>As the import will read it</source>
        <translation>Wie der Import sie lesen wird</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ImportReportDialog</name>
    <message>
        <source>What came of %1</source>
        <translation>Ergebnis von %1</translation>
    </message>
    <message>
        <source>What came of the import</source>
        <translation>Ergebnis des Imports</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ImportSeries</name>
    <message>
        <source>Series</source>
        <translation>Messreihe</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>First value</source>
        <translation>Erster Wert</translation>
    </message>
    <message>
        <source>Last value</source>
        <translation>Letzter Wert</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ImportTableFields</name>
    <message>
        <source>comma  ,</source>
        <translation>Komma  ,</translation>
    </message>
    <message>
        <source>semicolon  ;</source>
        <translation>Semikolon  ;</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>bar  |</source>
        <translation>Strich  |</translation>
    </message>
    <message>
        <source>spaces</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>for example -200, off</source>
        <translation>zum Beispiel -200, aus</translation>
    </message>
    <message>
        <source>What stands for no value, besides empty cells, nan, na, null, none and -.
Several are parted by commas.</source>
        <translation>Was für keinen Wert steht, außer leeren Zellen, nan, na, null, none und -.
Mehrere werden durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Cells parted by</source>
        <translation>Zellen trennt</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>Dezimalzeichen</translation>
    </message>
    <message>
        <source>Column names</source>
        <translation>Spaltennamen</translation>
    </message>
    <message>
        <source>No value</source>
        <translation>Kein Wert</translation>
    </message>
    <message>
        <source>there are none</source>
        <translation>gibt es nicht</translation>
    </message>
    <message>
        <source>in line</source>
        <translation>in Zeile</translation>
    </message>
    <message>
        <source>Line of the column names</source>
        <translation>Zeile der Spaltennamen</translation>
    </message>
    <message>
        <source>one column</source>
        <translation>eine Spalte</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ImportTimeFields</name>
    <message>
        <source>since the row before</source>
        <translation>seit der vorigen Zeile</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>They count</source>
        <translation>Sie zählen</translation>
    </message>
    <message>
        <source>Dates begin with</source>
        <translation>Daten beginnen mit</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Rows a second</source>
        <translation>Zeilen je Sekunde</translation>
    </message>
    <message>
        <source>They start at</source>
        <translation>Sie beginnen um</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>the day</source>
        <translation>dem Tag</translation>
    </message>
    <message>
        <source>the month</source>
        <translation>dem Monat</translation>
    </message>
    <message>
        <source>1970, as none is named</source>
        <translation>1970, da keines genannt ist</translation>
    </message>
    <message>
        <source>Of times that name no zone</source>
        <translation>Von Zeiten, die keine Zone nennen</translation>
    </message>
    <message>
        <source>Each time is the span since the row before, as in lists of heart beats</source>
        <translation>Jede Zeit ist der Abstand zur vorigen Zeile, wie in Listen von Herzschlägen</translation>
    </message>
    <message>
        <source>Times count since the row before</source>
        <translation>Zeiten zählen seit der vorigen Zeile</translation>
    </message>
    <message>
        <source>Rows at a steady rate</source>
        <translation>Zeilen in festem Abstand</translation>
    </message>
    <message>
        <source>a rate</source>
        <translation>eine Rate</translation>
    </message>
    <message>
        <source>same column</source>
        <translation>dieselbe Spalte</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ImportWords</name>
    <message>
        <source>%1 and %2 were left out.</source>
        <translation>%1 und %2 wurden weggelassen.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n Zelle</numerusform>
            <numerusform>%n Zellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were left out.</source>
        <translation>
            <numerusform>%n Zeile wurde weggelassen.</numerusform>
            <numerusform>%n Zeilen wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) were left out.</source>
        <translation>
            <numerusform>%n Zelle wurde weggelassen.</numerusform>
            <numerusform>%n Zellen wurden weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 rows, %3 series, %4 events.</source>
        <translation>%1: %2 Zeilen, %3 Messreihen, %4 Ereignisse.</translation>
    </message>
    <message>
        <source>%1: %2 rows, %3 events.</source>
        <translation>%1: %2 Zeilen, %3 Ereignisse.</translation>
    </message>
    <message>
        <source>%1: %2 rows, %3 series.</source>
        <translation>%1: %2 Zeilen, %3 Messreihen.</translation>
    </message>
    <message>
        <source>Rows taken: %1</source>
        <translation>Genommene Zeilen: %1</translation>
    </message>
    <message>
        <source>Samples: %1</source>
        <translation>Messwerte: %1</translation>
    </message>
    <message>
        <source>Series: %1</source>
        <translation>Messreihen: %1</translation>
    </message>
    <message>
        <source>Events: %1</source>
        <translation>Ereignisse: %1</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>Von %1 bis %2</translation>
    </message>
    <message>
        <source>Cells without a value: %1</source>
        <translation>Zellen ohne Wert: %1</translation>
    </message>
    <message>
        <source>Blank rows: %1</source>
        <translation>Leere Zeilen: %1</translation>
    </message>
    <message>
        <source>Rows that are too short, taken as far as they go: %1</source>
        <translation>Zu kurze Zeilen, genommen, so weit sie reichen: %1</translation>
    </message>
    <message>
        <source>Rows with something behind the last column: %1</source>
        <translation>Zeilen mit etwas hinter der letzten Spalte: %1</translation>
    </message>
    <message>
        <source>Rows with the time of the row before: %1</source>
        <translation>Zeilen mit der Zeit der vorigen: %1</translation>
    </message>
    <message>
        <source>Rows earlier than the row before: %1, by up to %2</source>
        <translation>Zeilen, die früher sind als die vorige: %1, um bis zu %2</translation>
    </message>
    <message>
        <source>Rows left out: %1</source>
        <translation>Weggelassene Zeilen: %1</translation>
    </message>
    <message>
        <source>Cells left out: %1</source>
        <translation>Weggelassene Zellen: %1</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Line %1, %2: %3</source>
        <translation>Zeile %1, %2: %3</translation>
    </message>
    <message>
        <source>Only the first of them are named.</source>
        <translation>Nur die ersten davon sind genannt.</translation>
    </message>
    <message>
        <source>Read so: %1</source>
        <translation>So gelesen: %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::LedgerModel</name>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Messreihe</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::LimitsDialog</name>
    <message>
        <source>%1 (%2)</source>
        <comment>end of a range, unit</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Kleinster Wert</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Größter Wert</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Write numbers, or leave a field empty.</source>
        <translation>Geben Sie Zahlen ein, oder lassen Sie ein Feld leer.</translation>
    </message>
    <message>
        <source>The lowest value has to be below the highest.</source>
        <translation>Der kleinste Wert muss unter dem größten liegen.</translation>
    </message>
    <message>
        <source>An empty field sets no limit on that side.</source>
        <translation>Ein leeres Feld setzt auf dieser Seite keine Grenze.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::LinkPanel</name>
    <message>
        <source>%1 says nothing of a link</source>
        <translation>%1 sagt nichts über eine Verbindung</translation>
    </message>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>Link quality</source>
        <translation>Verbindungsqualität</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::LinkReading</name>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>Schwach</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>Mäßig</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::MainWindow</name>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>Anzeige</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>New empty panel</source>
        <translation>Neue leere Anzeige</translation>
    </message>
    <message>
        <source>Maximise or restore</source>
        <translation>Maximieren oder wiederherstellen</translation>
    </message>
    <message>
        <source>Close panel</source>
        <translation>Anzeige schließen</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>Neue Arbeitsfläche</translation>
    </message>
    <message>
        <source>Close workspace</source>
        <translation>Arbeitsfläche schließen</translation>
    </message>
    <message>
        <source>Next workspace</source>
        <translation>Nächste Arbeitsfläche</translation>
    </message>
    <message>
        <source>Previous workspace</source>
        <translation>Vorige Arbeitsfläche</translation>
    </message>
    <message>
        <source>Pin at full attention</source>
        <translation>Mit voller Aufmerksamkeit anheften</translation>
    </message>
    <message>
        <source>Always full rate</source>
        <translation>Immer volle Rate</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Find a device or series</source>
        <translation>Gerät oder Messreihe suchen</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>There is no panel: drag a device or a series onto the desk first</source>
        <translation>Es gibt keine Anzeige: Ziehen Sie zuerst ein Gerät oder eine Messreihe auf den Tisch</translation>
    </message>
    <message>
        <source>The demo runs already</source>
        <translation>Die Demo läuft schon</translation>
    </message>
    <message>
        <source>Show as: %1</source>
        <translation>Zeigen als: %1</translation>
    </message>
    <message>
        <source>New panel: %1</source>
        <translation>Neue Anzeige: %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::MapPanel</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Drag latitude and longitude of a device here from the tree</source>
        <translation>Geografische Breite und Länge eines Geräts aus dem Baum hierher ziehen</translation>
    </message>
    <message>
        <source>%1: %2 missing. Drag it here, or wait until it is sent.</source>
        <translation>%1: %2 fehlt. Hierher ziehen, oder warten, bis sie gesendet wird.</translation>
    </message>
    <message>
        <source>No position yet</source>
        <translation>Noch keine Position</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>Following</source>
        <translation>Folgt</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <source>Fit all	M</source>
        <translation>Alles einpassen	M</translation>
    </message>
    <message>
        <source>Follow	F</source>
        <translation>Folgen	F</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Last %1</source>
        <translation>Letzte %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::MapTrack</name>
    <message>
        <source>longitude</source>
        <translation>geografische Länge</translation>
    </message>
    <message>
        <source>latitude</source>
        <translation>geografische Breite</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::MapView</name>
    <message>
        <source>%1 S</source>
        <translation>%1 S</translation>
    </message>
    <message>
        <source>%1 N</source>
        <translation>%1 N</translation>
    </message>
    <message>
        <source>%1 W</source>
        <translation>%1 W</translation>
    </message>
    <message>
        <source>%1 E</source>
        <translation>%1 O</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::MarkerDialog</name>
    <message>
        <source>Annotate the recording</source>
        <translation>Anmerkung zur Aufzeichnung</translation>
    </message>
    <message>
        <source>Edit what was remarked</source>
        <translation>Anmerkung ändern</translation>
    </message>
    <message>
        <source>What there is to be seen</source>
        <translation>Was zu sehen ist</translation>
    </message>
    <message>
        <source>After the begin of the recording: +1.25 s, 0:01:00</source>
        <translation>Nach dem Anfang der Aufzeichnung: +1.25 s, 0:01:00</translation>
    </message>
    <message>
        <source>A moment</source>
        <translation>Ein Augenblick</translation>
    </message>
    <message>
        <source>Of the span: 1.25 s, 0:01:00; empty for a moment</source>
        <translation>Der Spanne: 1.25 s, 0:01:00; leer für einen Augenblick</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Text</translation>
    </message>
    <message>
        <source>&amp;Begins at</source>
        <translation>&amp;Beginnt bei</translation>
    </message>
    <message>
        <source>&amp;Length</source>
        <translation>&amp;Länge</translation>
    </message>
    <message>
        <source>Say where it begins: +1.25 s or 0:01:00 after the begin of the recording.</source>
        <translation>Sagen Sie, wo sie beginnt: +1.25 s oder 0:01:00 nach dem Anfang der Aufzeichnung.</translation>
    </message>
    <message>
        <source>That is not within the recording.</source>
        <translation>Das liegt nicht in der Aufzeichnung.</translation>
    </message>
    <message>
        <source>Say how long it is: 1.25 s or 0:01:00, or nothing for a moment.</source>
        <translation>Sagen Sie, wie lang sie ist: 1.25 s oder 0:01:00, oder nichts für einen Augenblick.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::MarkerListModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::MarkersDialog</name>
    <message>
        <source>&amp;Go there</source>
        <translation>&amp;Hingehen</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>Hin&amp;zufügen…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Ändern…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Markers and annotations</source>
        <translation>Marken und Anmerkungen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Search in markers and annotations</source>
        <translation>Suche in Marken und Anmerkungen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing was remarked yet. Add a marker where the playhead stands.</source>
        <translation>Noch ist nichts angemerkt. Setzen Sie eine Marke, wo der Abspielkopf steht.</translation>
    </message>
    <message>
        <source>Brings back &quot;%1&quot;</source>
        <translation>Holt „%1“ zurück</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::NoticeBar</name>
    <message>
        <source>Put this notice away</source>
        <translation>Diesen Hinweis ausblenden</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1 (%2-mal)</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiterer</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>What the notice offers</source>
        <translation>Was die Meldung anbietet</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::OrientationPanel</name>
    <message>
        <source>Orientation</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>Drag a quaternion (w, x, y, z) or roll, pitch and yaw here from the tree</source>
        <translation>Quaternion (w, x, y, z) oder Rollen, Nicken und Gieren aus dem Baum hierher ziehen</translation>
    </message>
    <message>
        <source>Not a whole orientation: %1 missing. Drag the rest here, or wait until it is sent.</source>
        <translation>Keine vollständige Ausrichtung, es fehlt: %1. Den Rest hierher ziehen, oder warten, bis er gesendet wird.</translation>
    </message>
    <message>
        <source>Waiting for data</source>
        <translation>Wartet auf Daten</translation>
    </message>
    <message>
        <source>The newest angles are no numbers</source>
        <translation>Die neuesten Winkel sind keine Zahlen</translation>
    </message>
    <message>
        <source>Not a rotation: a quaternion&apos;s length must be 1, this one&apos;s is %1. Are w, x, y and z really parts of a quaternion?</source>
        <translation>Keine Drehung: Die Länge eines Quaternions muss 1 sein, die von diesem ist %1. Sind w, x, y und z wirklich Teile eines Quaternions?</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>Nicken</translation>
    </message>
    <message>
        <source>Yaw</source>
        <translation>Gieren</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>Roll %1°, pitch %2°, yaw %3°</source>
        <translation>Rollen %1°, Nicken %2°, Gieren %3°</translation>
    </message>
    <message>
        <source>Z axis by kind of data</source>
        <translation>Z-Achse nach Art der Daten</translation>
    </message>
    <message>
        <source>Z axis points up</source>
        <translation>Z-Achse zeigt nach oben</translation>
    </message>
    <message>
        <source>Z axis points down</source>
        <translation>Z-Achse zeigt nach unten</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::PanelAccessible</name>
    <message>
        <source>%1: no value yet</source>
        <translation>%1: noch kein Wert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::PanelFrame</name>
    <message>
        <source>Pin at full attention	P</source>
        <translation>Mit voller Aufmerksamkeit anheften	P</translation>
    </message>
    <message>
        <source>Always full rate</source>
        <translation>Immer volle Rate</translation>
    </message>
    <message>
        <source>Maximise or restore</source>
        <translation>Maximieren oder wiederherstellen</translation>
    </message>
    <message>
        <source>Remove series</source>
        <translation>Messreihe entfernen</translation>
    </message>
    <message>
        <source>Close panel</source>
        <translation>Anzeige schließen</translation>
    </message>
    <message>
        <source>Show as</source>
        <translation>Zeigen als</translation>
    </message>
    <message>
        <source>Alarm rule for %1…</source>
        <translation>Alarmregel für %1 …</translation>
    </message>
    <message>
        <source>Alarm rule for</source>
        <translation>Alarmregel für</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Replay · %1</source>
        <translation>Wiedergabe · %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::PanelHeader</name>
    <message>
        <source>Panel menu</source>
        <translation>Menü der Anzeige</translation>
    </message>
    <message>
        <source>Pinned at full attention (P)</source>
        <translation>Mit voller Aufmerksamkeit angeheftet (P)</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Menu of the panel %1</source>
        <translation>Menü der Anzeige %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::PlotCommands</name>
    <message>
        <source>Plot</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Pause or go on</source>
        <translation>Anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>Zu Live</translation>
    </message>
    <message>
        <source>Go to the first sample</source>
        <translation>Zum ersten Messwert</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Zoom back</source>
        <translation>Zoom zurück</translation>
    </message>
    <message>
        <source>Zoom forward</source>
        <translation>Zoom vorwärts</translation>
    </message>
    <message>
        <source>Logarithmic value axes</source>
        <translation>Logarithmische Wertachsen</translation>
    </message>
    <message>
        <source>Second cursor here</source>
        <translation>Zweiter Cursor hierher</translation>
    </message>
    <message>
        <source>Statistics of what is in view</source>
        <translation>Statistik des sichtbaren Bereichs</translation>
    </message>
    <message>
        <source>Link time with the workspace</source>
        <translation>Zeit mit der Arbeitsfläche verknüpfen</translation>
    </message>
    <message>
        <source>Link the time of all plots</source>
        <translation>Zeit aller Verläufe verknüpfen</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy values</source>
        <translation>Werte kopieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Derived series…</source>
        <translation>Abgeleitete Messreihe …</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::PlotMenu</name>
    <message>
        <source>Fit	M</source>
        <translation>Einpassen	M</translation>
    </message>
    <message>
        <source>Pause	Space</source>
        <translation>Pause	Leertaste</translation>
    </message>
    <message>
        <source>Go live	End</source>
        <translation>Zu Live	Ende</translation>
    </message>
    <message>
        <source>First sample	Home</source>
        <translation>Erster Messwert	Pos1</translation>
    </message>
    <message>
        <source>Back	Backspace</source>
        <translation>Zurück	Rücktaste</translation>
    </message>
    <message>
        <source>Forward	Shift+Backspace</source>
        <translation>Vorwärts	Umschalt+Rücktaste</translation>
    </message>
    <message>
        <source>Time linked with the workspace</source>
        <translation>Zeit mit der Arbeitsfläche verknüpft</translation>
    </message>
    <message>
        <source>Second cursor here	D</source>
        <translation>Zweiter Cursor hierher	D</translation>
    </message>
    <message>
        <source>Remove the second cursor	Esc</source>
        <translation>Zweiten Cursor entfernen	Esc</translation>
    </message>
    <message>
        <source>Statistics of what is in view</source>
        <translation>Statistik des sichtbaren Bereichs</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Another zone…</source>
        <translation>Andere Zone …</translation>
    </message>
    <message>
        <source>Elapsed, since the second cursor or the start</source>
        <translation>Verstrichen, seit dem zweiten Cursor oder dem Anfang</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Logarithmic	L</source>
        <translation>Logarithmisch	L</translation>
    </message>
    <message>
        <source>Range…</source>
        <translation>Bereich …</translation>
    </message>
    <message>
        <source>Value axes</source>
        <translation>Wertachsen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Messreihen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Copy picture	Ctrl+C</source>
        <translation>Bild kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Copy values	Ctrl+Shift+C</source>
        <translation>Werte kopieren	Strg+Umschalt+C</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::PlotPanel</name>
    <message>
        <source>Plot</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Drag series here from the tree</source>
        <translation>Messreihe aus dem Baum hierher ziehen</translation>
    </message>
    <message>
        <source>Go live (%1)</source>
        <translation>Zu Live (%1)</translation>
    </message>
    <message>
        <source>Live · recorded times</source>
        <translation>Live · aufgezeichnete Zeiten</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Vergangenheit</translation>
    </message>
    <message>
        <source>Δ %1 · 1/Δ %2</source>
        <translation>Δ %1 · 1/Δ %2</translation>
    </message>
    <message>
        <source>Time	%1</source>
        <translation>Zeit	%1</translation>
    </message>
    <message>
        <source>Newest values</source>
        <translation>Neueste Werte</translation>
    </message>
    <message>
        <source>Since	%1	%2</source>
        <translation>Seit	%1	%2</translation>
    </message>
    <message>
        <source>The picture could not be written. A smaller scale may help.</source>
        <translation>Das Bild konnte nicht geschrieben werden. Ein kleinerer Maßstab kann helfen.</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>Zu Live</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::PlotTrace</name>
    <message>
        <source>waiting for data</source>
        <translation>wartet auf Daten</translation>
    </message>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>Δ %1</source>
        <translation>Δ %1</translation>
    </message>
    <message>
        <source>on the %1 with another unit</source>
        <translation>%1, mit anderer Einheit</translation>
    </message>
    <message>
        <source>values ≤ 0 not shown</source>
        <translation>Werte ≤ 0 nicht gezeigt</translation>
    </message>
    <message>
        <source>Reports every %1.</source>
        <translation>Meldet alle %1.</translation>
    </message>
    <message>
        <source>Newest sample: %1.</source>
        <translation>Neuester Messwert: %1.</translation>
    </message>
    <message>
        <source>Its time was %1 ago by our clock.</source>
        <translation>Nach unserer Uhr ist seine Zeit %1 her.</translation>
    </message>
    <message>
        <source>Its time is %1 ahead of our clock.</source>
        <translation>Seine Zeit ist unserer Uhr %1 voraus.</translation>
    </message>
    <message>
        <source>%1 older samples were forgotten to stay within memory.</source>
        <translation>%1 ältere Messwerte wurden vergessen, um im Speicher zu bleiben.</translation>
    </message>
    <message>
        <source>Clock: %1.</source>
        <translation>Uhr: %1.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::RangeDialog</name>
    <message>
        <source>&amp;Automatic: as the data needs</source>
        <translation>&amp;Automatisch: wie es die Daten brauchen</translation>
    </message>
    <message>
        <source>Range of the value axis</source>
        <translation>Bereich der Werteachse</translation>
    </message>
    <message>
        <source>&amp;Upper end</source>
        <translation>&amp;Oberes Ende</translation>
    </message>
    <message>
        <source>&amp;Lower end</source>
        <translation>&amp;Unteres Ende</translation>
    </message>
    <message>
        <source>Both ends must be numbers.</source>
        <translation>Beide Enden müssen Zahlen sein.</translation>
    </message>
    <message>
        <source>The upper end must be above the lower one.</source>
        <translation>Das obere Ende muss über dem unteren liegen.</translation>
    </message>
    <message>
        <source>A logarithmic axis begins above 0.</source>
        <translation>Eine logarithmische Achse beginnt über 0.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ReplayBar</name>
    <message>
        <source>REPLAY</source>
        <translation>WIEDERGABE</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Play what the plots show again and again</source>
        <translation>Immer wieder abspielen, was die Kurven zeigen</translation>
    </message>
    <message>
        <source>Close recording</source>
        <translation>Aufzeichnung schließen</translation>
    </message>
    <message>
        <source>Close the recording and go back to what is live</source>
        <translation>Aufzeichnung schließen und zurück zu dem, was live ist</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>Geschwindigkeit der Wiedergabe</translation>
    </message>
    <message>
        <source>Pause the replay</source>
        <translation>Wiedergabe anhalten</translation>
    </message>
    <message>
        <source>Play the recording</source>
        <translation>Aufzeichnung abspielen</translation>
    </message>
    <message>
        <source>Recordings, offsets and alignment</source>
        <translation>Aufzeichnungen, Versatz und Ausrichtung</translation>
    </message>
    <message>
        <source>Back by one frame</source>
        <translation>Ein Frame zurück</translation>
    </message>
    <message>
        <source>Forward by one frame</source>
        <translation>Ein Frame vor</translation>
    </message>
    <message>
        <source>%1: recordings, offsets and alignment</source>
        <translation>%1: Aufzeichnungen, Versatz und Ausrichtung</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ReplayStrip</name>
    <message>
        <source>Place in the recording</source>
        <translation>Stelle in der Aufzeichnung</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::RulePreviewPlot</name>
    <message>
        <source>The rule over the series&apos; history</source>
        <translation>Die Regel über der Vergangenheit der Messreihe</translation>
    </message>
    <message>
        <source>No history yet: the rule is judged as samples come.</source>
        <translation>Noch keine Vergangenheit: Die Regel wird beurteilt, wenn Messwerte kommen.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SampleExportDialog</name>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Export samples</source>
        <translation>Messwerte exportieren</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Those that are called</source>
        <translation>Die so heißen</translation>
    </message>
    <message>
        <source>Names of series</source>
        <translation>Namen von Reihen</translation>
    </message>
    <message>
        <source>What “%1” shows</source>
        <translation>Was „%1“ zeigt</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>Von … bis …</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Each as it is</source>
        <translation>Jeder, wie er ist</translation>
    </message>
    <message>
        <source>The mean of every</source>
        <translation>Der Mittelwert von je</translation>
    </message>
    <message>
        <source>The least of every</source>
        <translation>Der kleinste von je</translation>
    </message>
    <message>
        <source>The greatest of every</source>
        <translation>Der größte von je</translation>
    </message>
    <message>
        <source>The last of every</source>
        <translation>Der letzte von je</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>CSV, a column for each series</source>
        <translation>CSV, eine Spalte je Reihe</translation>
    </message>
    <message>
        <source>CSV, a row for each sample</source>
        <translation>CSV, eine Zeile je Messwert</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON-Zeilen</translation>
    </message>
    <message>
        <source>MCAP</source>
        <translation>MCAP</translation>
    </message>
    <message>
        <source>Date and time (ISO 8601, UTC)</source>
        <translation>Datum und Uhrzeit (ISO 8601, UTC)</translation>
    </message>
    <message>
        <source>Seconds since 1970</source>
        <translation>Sekunden seit 1970</translation>
    </message>
    <message>
        <source>Milliseconds since 1970</source>
        <translation>Millisekunden seit 1970</translation>
    </message>
    <message>
        <source>Microseconds since 1970</source>
        <translation>Mikrosekunden seit 1970</translation>
    </message>
    <message>
        <source>Nanoseconds since 1970</source>
        <translation>Nanosekunden seit 1970</translation>
    </message>
    <message>
        <source>&amp;Of</source>
        <translation>&amp;Aus</translation>
    </message>
    <message>
        <source>&amp;Series</source>
        <translation>&amp;Reihen</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>&amp;Zeit</translation>
    </message>
    <message>
        <source>S&amp;amples</source>
        <translation>&amp;Messwerte</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>T&amp;imes as</source>
        <translation>Zeiten &amp;als</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>How far the export is</source>
        <translation>Wie weit der Export ist</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Say which series: names with * for any text and ? for any letter, with commas between.</source>
        <translation>Sagen Sie, welche Reihen: Namen mit * für beliebigen Text und ? für einen beliebigen Buchstaben, mit Kommas dazwischen.</translation>
    </message>
    <message>
        <source>The end lies before the beginning.</source>
        <translation>Das Ende liegt vor dem Anfang.</translation>
    </message>
    <message>
        <source>Say which file to write.</source>
        <translation>Sagen Sie, welche Datei geschrieben werden soll.</translation>
    </message>
    <message>
        <source>Those of “%1”</source>
        <translation>Die von „%1“</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>This file is there already: what is in it is replaced.</source>
        <translation>Diese Datei gibt es schon: Ihr Inhalt wird ersetzt.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SeriesMenu</name>
    <message>
        <source>Colour %1</source>
        <translation>Farbe %1</translation>
    </message>
    <message>
        <source>As the series says</source>
        <translation>Wie die Messreihe es vorgibt</translation>
    </message>
    <message>
        <source>Straight lines between samples</source>
        <translation>Gerade Linien zwischen Messwerten</translation>
    </message>
    <message>
        <source>Held until the next sample</source>
        <translation>Gehalten bis zum nächsten Messwert</translation>
    </message>
    <message>
        <source>Points where there is room</source>
        <translation>Punkte, wo Platz ist</translation>
    </message>
    <message>
        <source>Points always</source>
        <translation>Punkte immer</translation>
    </message>
    <message>
        <source>No points</source>
        <translation>Keine Punkte</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 % opaque</source>
        <translation>%1 % deckend</translation>
    </message>
    <message>
        <source>By unit</source>
        <translation>Nach Einheit</translation>
    </message>
    <message>
        <source>An axis of its own</source>
        <translation>Eine eigene Achse</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>Mit %1</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Lines and points</source>
        <translation>Linien und Punkte</translation>
    </message>
    <message>
        <source>Value axis</source>
        <translation>Wertachse</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Alarm rule for %1…</source>
        <translation>Alarmregel für %1 …</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SeriesPanel</name>
    <message numerus="yes">
        <source>%1 · %n devices</source>
        <translation>
            <numerusform>%1 · %n Gerät</numerusform>
            <numerusform>%1 · %n Geräte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n Messreihe</numerusform>
            <numerusform>%n Messreihen</numerusform>
        </translation>
    </message>
    <message>
        <source>Drag series here from the tree</source>
        <translation>Messreihe aus dem Baum hierher ziehen</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SessionListModel</name>
    <message>
        <source>Added to every time of this session. F2 changes it: +1.25 s, -500 ms, 0:01:00</source>
        <translation>Wird zu jeder Zeit dieser Aufzeichnung addiert. F2 ändert ihn: +1.25 s, -500 ms, 0:01:00</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Recorded from</source>
        <translation>Aufgezeichnet ab</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Versatz</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SessionsDialog</name>
    <message>
        <source>Align &amp;begins</source>
        <translation>Nach &amp;Anfang ausrichten</translation>
    </message>
    <message>
        <source>Align by &amp;marker</source>
        <translation>Nach &amp;Marke ausrichten</translation>
    </message>
    <message>
        <source>&amp;Take this offset</source>
        <translation>Diesen Versatz &amp;übernehmen</translation>
    </message>
    <message>
        <source>Edit &amp;offset</source>
        <translation>&amp;Versatz ändern</translation>
    </message>
    <message>
        <source>&amp;Reset to 0</source>
        <translation>Auf &amp;0 zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Close this one</source>
        <translation>Diese &amp;schließen</translation>
    </message>
    <message>
        <source>Recordings that are open</source>
        <translation>Geöffnete Aufzeichnungen</translation>
    </message>
    <message>
        <source>Align the chosen recording with</source>
        <translation>Gewählte Aufzeichnung ausrichten an</translation>
    </message>
    <message>
        <source>Series to align by</source>
        <translation>Messreihe zum Ausrichten</translation>
    </message>
    <message>
        <source>A series that both have</source>
        <translation>Eine Messreihe, die beide haben</translation>
    </message>
    <message>
        <source>How far to look</source>
        <translation>Wie weit gesucht wird</translation>
    </message>
    <message>
        <source>How far to look to both sides of where it stands</source>
        <translation>Wie weit zu beiden Seiten der jetzigen Lage gesucht wird</translation>
    </message>
    <message>
        <source>within 10 s</source>
        <translation>innerhalb 10 s</translation>
    </message>
    <message>
        <source>within 1 min</source>
        <translation>innerhalb 1 min</translation>
    </message>
    <message>
        <source>within 10 min</source>
        <translation>innerhalb 10 min</translation>
    </message>
    <message>
        <source>within 1 h</source>
        <translation>innerhalb 1 h</translation>
    </message>
    <message>
        <source>Align &amp;with</source>
        <translation>Ausrichten &amp;an</translation>
    </message>
    <message>
        <source>By a series</source>
        <translation>Nach einer Messreihe</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no offset. Write +1.25 s, -500 ms or 0:01:00.</source>
        <translation>„%1“ ist kein Versatz. Schreiben Sie +1.25 s, -500 ms oder 0:01:00.</translation>
    </message>
    <message>
        <source>Edit offset</source>
        <translation>Versatz ändern</translation>
    </message>
    <message>
        <source>Open a second recording to align the two.</source>
        <translation>Öffnen Sie eine zweite Aufzeichnung, um die beiden auszurichten.</translation>
    </message>
    <message>
        <source>The two have no series in common to align them by.</source>
        <translation>Die beiden haben keine gemeinsame Messreihe, nach der man sie ausrichten könnte.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Find offset</source>
        <translation>Versatz &amp;suchen</translation>
    </message>
    <message>
        <source>Looking where the two fit best …</source>
        <translation>Es wird gesucht, wo die beiden am besten passen …</translation>
    </message>
    <message>
        <source>Found: %1, correlation %2</source>
        <translation>Gefunden: %1, Korrelation %2</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SettingRow</name>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Back to the standard: %1</source>
        <translation>Zurück zum Standard: %1</translation>
    </message>
    <message>
        <source>Back to the standard</source>
        <translation>Zurück zum Standard</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Given on the command line for this session; what you choose here holds from now on.</source>
        <translation>Für diese Sitzung auf der Befehlszeile angegeben; was Sie hier wählen, gilt von da an.</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SettingTexts</name>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>How everything looks, and in which language it speaks.</source>
        <translation>Wie alles aussieht, und in welcher Sprache es spricht.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>As the desktop has it</source>
        <translation>Wie auf dem Desktop</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>Größe von allem</translation>
    </message>
    <message>
        <source>Texts, buttons and spaces. Takes effect when Watchglass starts next.</source>
        <translation>Texte, Schaltflächen und Abstände. Gilt ab dem nächsten Start von Watchglass.</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Takes effect when Watchglass starts next.</source>
        <translation>Gilt ab dem nächsten Start von Watchglass.</translation>
    </message>
    <message>
        <source>Keep still</source>
        <translation>Stillhalten</translation>
    </message>
    <message>
        <source>Nothing flashes, and nothing moves but the data.</source>
        <translation>Nichts blinkt, und nichts bewegt sich außer den Daten.</translation>
    </message>
    <message>
        <source>Drawing and attention</source>
        <translation>Zeichnen und Aufmerksamkeit</translation>
    </message>
    <message>
        <source>The panel that you work with is drawn as fast as the display can. What is merely in view is drawn less often, and what nobody sees not at all; sources are asked for accordingly.</source>
        <translation>Die Anzeige, mit der Sie arbeiten, wird so schnell gezeichnet, wie der Bildschirm es kann. Was nur im Blick ist, wird seltener gezeichnet, und was niemand sieht, gar nicht; entsprechend wird auch von den Quellen angefordert.</translation>
    </message>
    <message>
        <source>Panel in focus</source>
        <translation>Anzeige im Fokus</translation>
    </message>
    <message>
        <source>How often it is drawn, at most.</source>
        <translation>Wie oft sie höchstens gezeichnet wird.</translation>
    </message>
    <message>
        <source> Hz</source>
        <translation> Hz</translation>
    </message>
    <message>
        <source>As often as the display</source>
        <translation>So oft wie der Bildschirm</translation>
    </message>
    <message>
        <source>Other panels in view</source>
        <translation>Andere Anzeigen im Blick</translation>
    </message>
    <message>
        <source>How often they are drawn, at most.</source>
        <translation>Wie oft sie höchstens gezeichnet werden.</translation>
    </message>
    <message>
        <source>Budget for drawing</source>
        <translation>Budget zum Zeichnen</translation>
    </message>
    <message>
        <source>Share of one processor core. With more to draw than that, panels are drawn less often.</source>
        <translation>Anteil eines Prozessorkerns. Wenn mehr zu zeichnen wäre, werden Anzeigen seltener gezeichnet.</translation>
    </message>
    <message>
        <source>Nobody is there after</source>
        <translation>Niemand ist da nach</translation>
    </message>
    <message>
        <source>Without a key or a movement of the mouse for so long, the panel in focus is drawn and asked for like the others.</source>
        <translation>Wenn so lange keine Taste gedrückt und die Maus nicht bewegt wurde, wird die Anzeige im Fokus gezeichnet und angefordert wie die übrigen.</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>After the pointer left</source>
        <translation>Nachdem der Zeiger sie verlassen hat</translation>
    </message>
    <message>
        <source>How long a panel keeps full attention. Less on a busy computer.</source>
        <translation>Wie lange eine Anzeige die volle Aufmerksamkeit behält. Auf einem ausgelasteten Rechner kürzer.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Gar nicht</translation>
    </message>
    <message>
        <source>After another panel got the focus</source>
        <translation>Nachdem eine andere Anzeige den Fokus bekam</translation>
    </message>
    <message>
        <source>Always full rate</source>
        <translation>Immer volle Rate</translation>
    </message>
    <message>
        <source>Every panel in view as often as the display, whatever that costs, and every sample of every series.</source>
        <translation>Jede Anzeige im Blick so oft wie der Bildschirm, was immer das kostet, und jeder Messwert jeder Messreihe.</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>How alarms make themselves known. They are always listed, whatever is chosen here.</source>
        <translation>Wie Alarme sich bemerkbar machen. Aufgeführt werden sie immer, was auch immer hier gewählt ist.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>A pattern for each priority.</source>
        <translation>Ein Muster für jede Priorität.</translation>
    </message>
    <message>
        <source>Notifications of the desktop</source>
        <translation>Benachrichtigungen des Desktops</translation>
    </message>
    <message>
        <source>While Watchglass is not in front.</source>
        <translation>Solange Watchglass nicht im Vordergrund ist.</translation>
    </message>
    <message>
        <source>Flashing</source>
        <translation>Blinken</translation>
    </message>
    <message>
        <source>Alarms that nobody acknowledged flash slowly. &quot;Keep still&quot; goes before this.</source>
        <translation>Alarme, die niemand quittiert hat, blinken langsam. „Stillhalten“ geht vor.</translation>
    </message>
    <message>
        <source>Memory and sources</source>
        <translation>Speicher und Quellen</translation>
    </message>
    <message>
        <source>What Watchglass may take from this computer and from its network.</source>
        <translation>Was Watchglass von diesem Rechner und von seinem Netz nehmen darf.</translation>
    </message>
    <message>
        <source>Memory for samples</source>
        <translation>Speicher für Messwerte</translation>
    </message>
    <message>
        <source>Beyond this, the source that holds most forgets its oldest.</source>
        <translation>Darüber hinaus vergisst die Quelle, die am meisten hält, ihre ältesten.</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>Read of each source</source>
        <translation>Von jeder Quelle gelesen</translation>
    </message>
    <message>
        <source>A second. A source that sends more has to wait, and the status bar says that it is held back.</source>
        <translation>In der Sekunde. Eine Quelle, die mehr sendet, muss warten, und die Statusleiste sagt, dass sie gebremst wird.</translation>
    </message>
    <message>
        <source>All that comes</source>
        <translation>Alles, was kommt</translation>
    </message>
    <message>
        <source>This computer&apos;s</source>
        <translation>Die dieses Rechners</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>In which time zone instants are shown. A plot can show UTC by its own menu.</source>
        <translation>In welcher Zeitzone Zeitpunkte angezeigt werden. Ein Verlauf kann über sein eigenes Menü UTC zeigen.</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>Wand</translation>
    </message>
    <message>
        <source>For a screen that is looked at from afar and not touched.</source>
        <translation>Für einen Bildschirm, der aus der Ferne betrachtet und nicht berührt wird.</translation>
    </message>
    <message>
        <source>Each workspace is shown for</source>
        <translation>Jede Arbeitsfläche wird gezeigt</translation>
    </message>
    <message>
        <source>The same one stays</source>
        <translation>Dieselbe bleibt stehen</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>What is recorded of itself, and how large it becomes. The command &quot;Record&quot; begins and ends a recording at any time.</source>
        <translation>Was von selbst aufgezeichnet wird und wie groß es wird. Der Befehl „Aufzeichnen“ beginnt und beendet eine Aufzeichnung jederzeit.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Time before</source>
        <translation>Zeit davor</translation>
    </message>
    <message>
        <source>Samples that were in memory when a recording begins and are no older than this go into it as well.</source>
        <translation>Messwerte, die beim Beginn einer Aufzeichnung im Speicher und nicht älter sind, kommen ebenfalls hinein.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Begin with an alarm</source>
        <translation>Mit einem Alarm beginnen</translation>
    </message>
    <message>
        <source>When it is critical</source>
        <translation>Wenn er kritisch ist</translation>
    </message>
    <message>
        <source>When it is a warning or critical</source>
        <translation>Wenn er eine Warnung oder kritisch ist</translation>
    </message>
    <message>
        <source>Whichever it is</source>
        <translation>Welcher es auch ist</translation>
    </message>
    <message>
        <source>Go on after an alarm</source>
        <translation>Nach einem Alarm fortfahren</translation>
    </message>
    <message>
        <source>For so long after the newest of them was raised.</source>
        <translation>So lange, nachdem der neueste ausgelöst wurde.</translation>
    </message>
    <message>
        <source>At these times</source>
        <translation>Zu diesen Zeiten</translation>
    </message>
    <message>
        <source>Of the week, by this computer&apos;s clock: &quot;Mon-Fri 06:00-14:00, Sat 08:00-10:00&quot;, or &quot;22:00-02:00&quot; for every night.</source>
        <translation>Der Woche, nach der Uhr dieses Rechners: „Mo-Fr 06:00-14:00, Sa 08:00-10:00“, oder „22:00-02:00“ für jede Nacht.</translation>
    </message>
    <message>
        <source>Not understood. Write days and times as in &quot;Mon-Fri 06:00-14:00&quot;, with commas between.</source>
        <translation>Nicht verstanden. Schreiben Sie Tage und Zeiten wie in „Mo-Fr 06:00-14:00“, mit Kommas dazwischen.</translation>
    </message>
    <message>
        <source>A file&apos;s size</source>
        <translation>Größe einer Datei</translation>
    </message>
    <message>
        <source>At most.</source>
        <translation>Höchstens.</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>A file&apos;s length</source>
        <translation>Länge einer Datei</translation>
    </message>
    <message>
        <source>Go on in another file</source>
        <translation>In einer weiteren Datei fortfahren</translation>
    </message>
    <message>
        <source>When one is as large or long as it may become. Otherwise the recording ends there.</source>
        <translation>Wenn eine so groß oder lang ist, wie sie werden darf. Sonst endet die Aufzeichnung dort.</translation>
    </message>
    <message>
        <source>Leave free of the disk</source>
        <translation>Vom Datenträger frei lassen</translation>
    </message>
    <message>
        <source>With less than this a recording ends.</source>
        <translation>Mit weniger als dem endet eine Aufzeichnung.</translation>
    </message>
    <message>
        <source>Watchglass, among your documents</source>
        <translation>Watchglass, bei Ihren Dokumenten</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SettingsDialog</name>
    <message>
        <source>No setting is called like this.</source>
        <translation>Keine Einstellung heißt so.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Page to the standard</source>
        <translation>Seite auf Standard</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ShortcutModel</name>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ShortcutsPage</name>
    <message>
        <source>Use them here</source>
        <translation>Hier verwenden</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>Standard keys</source>
        <translation>Standardtasten</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Choose a command, go to the field below it and press the keys that shall run it.</source>
        <translation>Wählen Sie einen Befehl, gehen Sie in das Feld darunter und drücken Sie die Tasten, die ihn ausführen sollen.</translation>
    </message>
    <message>
        <source>Keys of the chosen command</source>
        <translation>Tasten des gewählten Befehls</translation>
    </message>
    <message>
        <source>Press keys</source>
        <translation>Tasten drücken</translation>
    </message>
    <message>
        <source>Print the list…</source>
        <translation>Liste drucken …</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has these keys as well: neither runs.</source>
        <translation>„%1“ hat diese Tasten auch: Keiner der beiden wird ausgeführt.</translation>
    </message>
    <message>
        <source>%1 runs &quot;%2&quot;.</source>
        <translation>%1 führt „%2“ aus.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SourceCommands</name>
    <message>
        <source>Add a source…</source>
        <translation>Quelle hinzufügen …</translation>
    </message>
    <message>
        <source>Sources…</source>
        <translation>Quellen …</translation>
    </message>
    <message>
        <source>Source details…</source>
        <translation>Details der Quelle …</translation>
    </message>
    <message>
        <source>Try the demo fleet</source>
        <translation>Demo-Flotte ausprobieren</translation>
    </message>
    <message>
        <source>Open a recording…</source>
        <translation>Aufzeichnung öffnen…</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SourceDetails</name>
    <message>
        <source>Reconnect now</source>
        <translation>Jetzt neu verbinden</translation>
    </message>
    <message>
        <source>Source %1</source>
        <translation>Quelle %1</translation>
    </message>
    <message>
        <source>History of the source</source>
        <translation>Vergangenheit der Quelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What it does, or why it does not</source>
        <translation>Was sie tut, oder warum sie es nicht tut</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Deaktivieren</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Aktivieren</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SourceDialog</name>
    <message>
        <source>Credentials are kept in the system&apos;s keychain. Where there is none, they are kept for this session only, and the list of sources says so.</source>
        <translation>Zugangsdaten werden im Schlüsselbund des Systems aufbewahrt. Wo es keinen gibt, werden sie nur für diese Sitzung aufbewahrt, und die Liste der Quellen sagt es.</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>Quelle hinzufügen</translation>
    </message>
    <message>
        <source>By its host, unless you give one</source>
        <translation>Nach ihrem Rechner, wenn Sie keinen angeben</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>%1 duplizieren</translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation>%1 Kopie</translation>
    </message>
    <message>
        <source>An address is missing, such as %1</source>
        <translation>Es fehlt eine Adresse, etwa %1</translation>
    </message>
    <message>
        <source>A secret stands in the address, which is saved and shown: leave the field, and it moves to the credentials.</source>
        <translation>In der Adresse, die gespeichert und angezeigt wird, steht ein Geheimnis: Verlassen Sie das Feld, dann kommt es zu den Zugangsdaten.</translation>
    </message>
    <message>
        <source>There is a source named %1 already.</source>
        <translation>Es gibt schon eine Quelle namens %1.</translation>
    </message>
    <message>
        <source>Certificates and proxy</source>
        <translation>Zertifikate und Proxy</translation>
    </message>
    <message>
        <source>Certificates and proxy: %1</source>
        <translation>Zertifikate und Proxy: %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save untested</source>
        <translation>Ungeprüft speichern</translation>
    </message>
    <message>
        <source>Not tested: whether it answers is seen when it connects.</source>
        <translation>Nicht geprüft: Ob sie antwortet, zeigt sich beim Verbinden.</translation>
    </message>
    <message>
        <source>Panels, rules and what was recorded find the source under another name as well.</source>
        <translation>Anzeigen, Regeln und Aufzeichnungen finden die Quelle auch unter einem anderen Namen.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SourceFigures</name>
    <message>
        <source>Tries again in</source>
        <translation>Neuer Versuch in</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Not live for</source>
        <translation>Nicht live seit</translation>
    </message>
    <message>
        <source>Out of order, sorted in</source>
        <translation>Außer der Reihe, einsortiert</translation>
    </message>
    <message>
        <source>Duplicates, dropped</source>
        <translation>Doppelt, verworfen</translation>
    </message>
    <message>
        <source>Bad frames</source>
        <translation>Fehlerhafte Rahmen</translation>
    </message>
    <message>
        <source>Unknown frames</source>
        <translation>Unbekannte Rahmen</translation>
    </message>
    <message>
        <source>Bad values</source>
        <translation>Fehlerhafte Werte</translation>
    </message>
    <message>
        <source>Over the size limit</source>
        <translation>Über der Größengrenze</translation>
    </message>
    <message>
        <source>Errors from the server</source>
        <translation>Fehler des Servers</translation>
    </message>
    <message>
        <source>Events dropped</source>
        <translation>Verlorene Ereignisse</translation>
    </message>
    <message>
        <source>Last problem</source>
        <translation>Letztes Problem</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Gebremst</translation>
    </message>
    <message>
        <source>it sends more than its budget</source>
        <translation>sie sendet mehr als ihr Budget</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>Its clock minus ours</source>
        <translation>Ihre Uhr minus unsere</translation>
    </message>
    <message>
        <source>Can be asked for</source>
        <translation>Kann gebeten werden um</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>%1/s, %2 in all</source>
        <translation>%1/s, insgesamt %2</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>%1, %2 in all</source>
        <translation>%1, insgesamt %2</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <translation>Neue Verbindungen</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SourceHistoryModel</name>
    <message>
        <source>%1, held back</source>
        <translation>%1, gebremst</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1 (%2-mal)</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>What it said</source>
        <translation>Was sie sagte</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SourceListModel</name>
    <message>
        <source>Disabled</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>For this session only</source>
        <translation>Nur für diese Sitzung</translation>
    </message>
    <message>
        <source>It is gone when Watchglass ends: a source of the demo or of the command line is not kept, and credentials are not where no keychain answers.</source>
        <translation>Sie ist fort, wenn Watchglass endet: Eine Quelle der Vorführung oder der Befehlszeile wird nicht behalten, und Zugangsdaten nicht, wo kein Schlüsselbund antwortet.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SourceStatus</name>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>Fragt</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>%1, held back</source>
        <translation>%1, gebremst</translation>
    </message>
    <message>
        <source>Dialect: %1</source>
        <translation>Dialekt: %1</translation>
    </message>
    <message>
        <source>Server clock minus ours: %1</source>
        <translation>Uhr des Servers minus unsere: %1</translation>
    </message>
    <message>
        <source>Reconnects: %1</source>
        <translation>Neue Verbindungen: %1</translation>
    </message>
    <message>
        <source>Frames: %1 (%2)</source>
        <translation>Rahmen: %1 (%2)</translation>
    </message>
    <message>
        <source>Samples: %1</source>
        <translation>Messwerte: %1</translation>
    </message>
    <message>
        <source>Out of order: %1 · duplicates: %2</source>
        <translation>Außer der Reihe: %1 · doppelt: %2</translation>
    </message>
    <message>
        <source>Bad frames: %1 · over the size limit: %2</source>
        <translation>Fehlerhafte Rahmen: %1 · über der Größengrenze: %2</translation>
    </message>
    <message>
        <source>Unknown frames: %1 · bad values: %2</source>
        <translation>Unbekannte Rahmen: %1 · fehlerhafte Werte: %2</translation>
    </message>
    <message>
        <source>Errors from the server: %1</source>
        <translation>Fehler des Servers: %1</translation>
    </message>
    <message>
        <source>Events dropped: %1</source>
        <translation>Verlorene Ereignisse: %1</translation>
    </message>
    <message>
        <source>Last problem: %1</source>
        <translation>Letztes Problem: %1</translation>
    </message>
    <message>
        <source>Type: %1</source>
        <translation>Typ: %1</translation>
    </message>
    <message>
        <source>Place: %1</source>
        <translation>Ort: %1</translation>
    </message>
    <message>
        <source>Status: %1</source>
        <translation>Status: %1</translation>
    </message>
    <message>
        <source>Status: %1 (%2)</source>
        <translation>Status: %1 (%2)</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SourceTest</name>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Trust this certificate for this source</source>
        <translation>Diesem Zertifikat für diese Quelle vertrauen</translation>
    </message>
    <message>
        <source>Test under way</source>
        <translation>Prüfung läuft</translation>
    </message>
    <message>
        <source>What came of the test</source>
        <translation>Ergebnis der Prüfung</translation>
    </message>
    <message>
        <source>The server&apos;s certificate</source>
        <translation>Das Zertifikat des Servers</translation>
    </message>
    <message>
        <source>Asking %1 …</source>
        <translation>%1 wird gefragt …</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>%1
Compare the fingerprint with one that you got from whoever runs the server.</source>
        <translation>%1
Vergleichen Sie den Fingerabdruck mit einem, den Sie vom Betreiber des Servers erhalten haben.</translation>
    </message>
    <message>
        <source>Cancel the test</source>
        <translation>Prüfung abbrechen</translation>
    </message>
    <message>
        <source>It answers. </source>
        <translation>Sie antwortet. </translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SourceWindows</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Recordings (*.wgrec *.json *.gz *.tar *.tgz)</source>
        <translation>Aufzeichnungen (*.wgrec *.json *.gz *.tar *.tgz)</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SourcesWindow</name>
    <message>
        <source>There are no sources. Add one, or try the demo fleet.</source>
        <translation>Es gibt keine Quellen. Fügen Sie eine hinzu, oder probieren Sie die Demo-Flotte aus.</translation>
    </message>
    <message>
        <source>Forget its devices, samples, alarms and events too</source>
        <translation>Auch ihre Geräte, Messwerte, Alarme und Ereignisse vergessen</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen …</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>Duplizieren …</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Einzelheiten …</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>the source</source>
        <translation>die Quelle</translation>
    </message>
    <message>
        <source>%1 was removed. Undo brings it back with its credentials; what was forgotten of it stays forgotten.</source>
        <translation>%1 wurde entfernt. „Rückgängig“ bringt sie mit ihren Zugangsdaten zurück; was von ihr vergessen wurde, bleibt vergessen.</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>its credentials</source>
        <translation>ihre Zugangsdaten</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::StatePanel</name>
    <message>
        <source>%1 has no states</source>
        <translation>%1 hat keine Zustände</translation>
    </message>
    <message>
        <source>Drag series with states here from the tree: contact, motion, occupancy …</source>
        <translation>Messreihen mit Zuständen aus dem Baum hierher ziehen: Kontakt, Bewegung, Belegung …</translation>
    </message>
    <message>
        <source>waiting for data</source>
        <translation>wartet auf Daten</translation>
    </message>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>%1 of the time</source>
        <translation>%1 der Zeit</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>to %1, for %2</source>
        <translation>bis %1, %2 lang</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>Share of time</source>
        <translation>Zeitanteil</translation>
    </message>
    <message>
        <source>State timeline</source>
        <translation>Zustandsverlauf</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::StatisticsModel</name>
    <message>
        <source>Series</source>
        <translation>Messreihe</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>σ</source>
        <translation>σ</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::StatisticsTable</name>
    <message>
        <source>Statistics of what is in view</source>
        <translation>Statistik des sichtbaren Bereichs</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::StatusStrip</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>What samples, their aggregates and indices occupy: %1 of %2.</source>
        <translation>Was Messwerte, ihre Zusammenfassungen und Verzeichnisse belegen: %1 von %2.</translation>
    </message>
    <message>
        <source>%1 oldest samples were forgotten to stay within it.</source>
        <translation>%1 älteste Messwerte wurden vergessen, um darin zu bleiben.</translation>
    </message>
    <message>
        <source>When it is full, the source that holds most forgets its oldest samples.</source>
        <translation>Wenn er voll ist, vergisst die Quelle, die am meisten hält, ihre ältesten Messwerte.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Samples stored a second, all sources together</source>
        <translation>Gespeicherte Messwerte in der Sekunde, alle Quellen zusammen</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Messages and answers received a second, all sources together</source>
        <translation>Empfangene Nachrichten und Antworten in der Sekunde, alle Quellen zusammen</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Samples stored since the start</source>
        <translation>Seit dem Start gespeicherte Messwerte</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>Samples that came out of order; sorted in</source>
        <translation>Messwerte, die außer der Reihe kamen; einsortiert</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>Exact duplicates; dropped</source>
        <translation>Genau gleiche; verworfen</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Fehlerhaft</translation>
    </message>
    <message>
        <source>Frames and values that could not be used; skipped</source>
        <translation>Rahmen und Werte, die nicht zu verwenden waren; übersprungen</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Events lost because a mailbox was full</source>
        <translation>Ereignisse, die verloren gingen, weil ein Postfach voll war</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How often the panel in focus was drawn in the last second</source>
        <translation>Wie oft die Anzeige im Fokus in der letzten Sekunde gezeichnet wurde</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>Time to draw what was due in one frame, median of the last second</source>
        <translation>Zeit, um zu zeichnen, was in einem Bild fällig war; Median der letzten Sekunde</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Processor time of the window, as a share of one core</source>
        <translation>Prozessorzeit des Fensters als Anteil eines Kerns</translation>
    </message>
    <message>
        <source>REC</source>
        <translation>AUFN.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SweepPanel</name>
    <message>
        <source>Sweep</source>
        <translation>Sweep</translation>
    </message>
    <message>
        <source>%1 mm/s</source>
        <translation>%1 mm/s</translation>
    </message>
    <message>
        <source>Drag waveforms here from the tree: ECG, respiration, pulse</source>
        <translation>Kurven aus dem Baum hierher ziehen: EKG, Atmung, Puls</translation>
    </message>
    <message>
        <source>Waiting for data</source>
        <translation>Wartet auf Daten</translation>
    </message>
    <message>
        <source>Waveforms at %1 mm/s: %2</source>
        <translation>Kurven mit %1 mm/s: %2</translation>
    </message>
    <message>
        <source>%1 mm/mV</source>
        <translation>%1 mm/mV</translation>
    </message>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>nothing for %1</source>
        <translation>nichts seit %1</translation>
    </message>
    <message>
        <source>1 mV</source>
        <translation>1 mV</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Gain of voltages</source>
        <translation>Verstärkung von Spannungen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Paper of 5 mm</source>
        <translation>5-mm-Papier</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SystemStatusPanel</name>
    <message>
        <source>System status</source>
        <translation>Systemzustand</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>No source has told anything of its own health yet</source>
        <translation>Noch keine Quelle hat etwas über ihren eigenen Zustand gemeldet</translation>
    </message>
    <message>
        <source>%1 has told nothing of its own health yet</source>
        <translation>%1 hat noch nichts über den eigenen Zustand gemeldet</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>letzte %1</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>The first that tells</source>
        <translation>Die erste, die etwas meldet</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Last %1</source>
        <translation>Letzte %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::TraceSet</name>
    <message>
        <source>Plot</source>
        <translation>Verlauf</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n devices</source>
        <translation>
            <numerusform>%1 · %n Gerät</numerusform>
            <numerusform>%1 · %n Geräte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n Messreihe</numerusform>
            <numerusform>%n Messreihen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ValuePanel</name>
    <message>
        <source>waiting for data</source>
        <translation>wartet auf Daten</translation>
    </message>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>Limits of %1</source>
        <translation>Grenzen von %1</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ValueTile</name>
    <message>
        <source>falling</source>
        <translation>fallend</translation>
    </message>
    <message>
        <source>steady</source>
        <translation>gleichbleibend</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>steigend</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::VectorPanel</name>
    <message>
        <source>Vector</source>
        <translation>Vektor</translation>
    </message>
    <message>
        <source>Drag components (x, y, z) of a quantity here from the tree</source>
        <translation>Komponenten (x, y, z) einer Größe aus dem Baum hierher ziehen</translation>
    </message>
    <message>
        <source>Waiting for data</source>
        <translation>Wartet auf Daten</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>veraltet seit %1</translation>
    </message>
    <message>
        <source>last %1 s</source>
        <translation>letzte %1 s</translation>
    </message>
    <message>
        <source>%1; magnitude %2</source>
        <translation>%1; Betrag %2</translation>
    </message>
    <message>
        <source>|v|</source>
        <translation>|v|</translation>
    </message>
    <message>
        <source>Show the last %1 s</source>
        <translation>Die letzten %1 s zeigen</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::WallMode</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Wall mode</source>
        <translation>Wandanzeige</translation>
    </message>
    <message>
        <source>Leave wall mode</source>
        <translation>Wandanzeige verlassen</translation>
    </message>
    <message>
        <source>Workspaces take turns on the wall…</source>
        <translation>Arbeitsflächen wechseln sich an der Wand ab …</translation>
    </message>
    <message>
        <source>Workspaces take turns</source>
        <translation>Arbeitsflächen wechseln sich ab</translation>
    </message>
    <message>
        <source>Seconds that each is shown in wall mode; 0: they do not take turns</source>
        <translation>Sekunden, die jede in der Wandanzeige gezeigt wird; 0: Sie wechseln sich nicht ab</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::WelcomePage</name>
    <message>
        <source>Start the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>Watchglass</source>
        <translation>Watchglass</translation>
    </message>
    <message>
        <source>Watch live sensors.</source>
        <translation>Sensoren live beobachten.</translation>
    </message>
    <message>
        <source>Try the demo fleet</source>
        <translation>Demo-Flotte ausprobieren</translation>
    </message>
    <message>
        <source>A simulated fleet on this computer: heart and breath, motion, rooms, batteries and doors, with alarms. Nothing to install or configure.</source>
        <translation>Eine simulierte Flotte auf diesem Rechner: Herz und Atem, Bewegung, Räume, Batterien und Türen, mit Alarmen. Nichts zu installieren oder einzurichten.</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>Quelle hinzufügen</translation>
    </message>
    <message>
        <source>Add a source…</source>
        <translation>Quelle hinzufügen …</translation>
    </message>
    <message>
        <source>Open a session…</source>
        <translation>Sitzung öffnen …</translation>
    </message>
    <message>
        <source>Valtronics, Sensocto, Disruptive Technologies, Terra or Moonsense: an address, and what the service wants to know of you. It can be tried before it is saved.</source>
        <translation>Valtronics, Sensocto, Disruptive Technologies, Terra oder Moonsense: eine Adresse und was der Dienst von Ihnen wissen will. Vor dem Speichern lässt sich die Quelle prüfen.</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>A Moonsense session that was downloaded before: looked at as if it came just now.</source>
        <translation>Eine früher heruntergeladene Moonsense-Sitzung: betrachtet, als käme sie gerade erst.</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::WorkspaceFile</name>
    <message>
        <source>This is no desk of Watchglass. Open a file that Watchglass has saved (*.wgdesk).</source>
        <translation>Das ist kein Tisch von Watchglass. Öffnen Sie eine Datei, die Watchglass gespeichert hat (*.wgdesk).</translation>
    </message>
    <message>
        <source>This desk was saved by a later Watchglass (version %1 of the format; this one reads up to %2). Update Watchglass to open it; the file stays as it is.</source>
        <translation>Dieser Tisch wurde von einem späteren Watchglass gespeichert (Version %1 des Formats; dieses liest bis %2). Aktualisieren Sie Watchglass, um ihn zu öffnen; die Datei bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>This desk does not say which version of the format it is. Set &quot;version&quot; to 1 to have it read as the first.</source>
        <translation>Dieser Tisch sagt nicht, welche Version des Formats er hat. Setzen Sie &quot;version&quot; auf 1, damit er als die erste gelesen wird.</translation>
    </message>
    <message>
        <source>There is no workspace in this desk.</source>
        <translation>In diesem Tisch gibt es keine Arbeitsfläche.</translation>
    </message>
    <message>
        <source>This desk cannot be read: %1 in line %2. Mend that line, or restore an earlier desk.</source>
        <translation>Dieser Tisch kann nicht gelesen werden: %1 in Zeile %2. Berichtigen Sie diese Zeile, oder stellen Sie einen früheren Tisch wieder her.</translation>
    </message>
    <message>
        <source>Desk %1</source>
        <translation>Tisch %1</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::Workspaces</name>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsflächen</translation>
    </message>
    <message>
        <source>Desk %1</source>
        <translation>Tisch %1</translation>
    </message>
    <message>
        <source>Rename workspace</source>
        <translation>Arbeitsfläche umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>Neue Arbeitsfläche</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Close with its panels</source>
        <translation>Mit ihren Anzeigen schließen</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Move to workspace</source>
        <translation>Auf Arbeitsfläche verschieben</translation>
    </message>
    <message>
        <source>Locked: panels stay as they are (Ctrl+L)</source>
        <translation>Gesperrt: Anzeigen bleiben, wie sie sind (Ctrl+L)</translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ZoneDialog</name>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>&amp;Zone</source>
        <translation>&amp;Zone</translation>
    </message>
</context>
</TS>
