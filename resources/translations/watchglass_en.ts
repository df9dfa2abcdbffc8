<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>watchglass::alarm::AlarmJournal</name>
    <message numerus="yes">
        <source>%n entries of the history of alarms in %1 could not be read, and are left out.</source>
        <translation>
            <numerusform>%n entry of the history of alarms in %1 could not be read, and is left out.</numerusform>
            <numerusform>%n entries of the history of alarms in %1 could not be read, and are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::app::DeskControl</name>
    <message numerus="yes">
        <source>%n workspace(s)</source>
        <translation>
            <numerusform>%n workspace</numerusform>
            <numerusform>%n workspaces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n panel(s)</source>
        <translation>
            <numerusform>, %n panel</numerusform>
            <numerusform>, %n panels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::app::ExportControl</name>
    <message numerus="yes">
        <source>%1 holds %n sample(s).</source>
        <translation>
            <numerusform>%1 holds %n sample.</numerusform>
            <numerusform>%1 holds %n samples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n from before 1970 were left out, as MCAP cannot say them.</source>
        <translation>
            <numerusform>%n from before 1970 was left out, as MCAP cannot say it.</numerusform>
            <numerusform>%n from before 1970 were left out, as MCAP cannot say them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::app::RecordControl</name>
    <message numerus="yes">
        <source>%n left out, as the disk is too slow</source>
        <translation>
            <numerusform>%n left out, as the disk is too slow</numerusform>
            <numerusform>%n left out, as the disk is too slow</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::app::ReplayControl</name>
    <message numerus="yes">
        <source>%n recording(s)</source>
        <translation>
            <numerusform>%n recording</numerusform>
            <numerusform>%n recordings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::ingest::SourceIngest</name>
    <message numerus="yes">
        <source>The source has more than %Ln series; further ones are not stored. Narrow what it sends.</source>
        <translation>
            <numerusform>The source has more than %Ln series; further ones are not stored. Narrow what it sends.</numerusform>
            <numerusform>The source has more than %Ln series; further ones are not stored. Narrow what it sends.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::disruptive::Client</name>
    <message numerus="yes">
        <source>Live; reading what was missed (%Ln device(s) left)</source>
        <translation>
            <numerusform>Live; reading what was missed (%Ln device left)</numerusform>
            <numerusform>Live; reading what was missed (%Ln devices left)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::sensocto::LobbyWatch</name>
    <message numerus="yes">
        <source>Live; %n room(s) listed, %1 watched</source>
        <translation>
            <numerusform>Live; %n room listed, %1 watched</numerusform>
            <numerusform>Live; %n rooms listed, %1 watched</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::protocol::terra::Client</name>
    <message numerus="yes">
        <source>Live; %n message(s) of the gap were fetched</source>
        <translation>
            <numerusform>Live; %n message of the gap was fetched</numerusform>
            <numerusform>Live; %n messages of the gap were fetched</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::recording::SessionWriter</name>
    <message numerus="yes">
        <source>The disk is too slow: %Ln frames and samples were left out</source>
        <translation>
            <numerusform>The disk is too slow: %Ln frame or sample was left out</numerusform>
            <numerusform>The disk is too slow: %Ln frames and samples were left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmHistoryDialog</name>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::ui::AlarmRuleDialog</name>
    <message numerus="yes">
        <source>It would have called %n time(s) in the last %1.</source>
        <translation>
            <numerusform>It would have called %n time in the last %1.</numerusform>
            <numerusform>It would have called %n times in the last %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::ui::EventPanel</name>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n before</source>
        <translation>
            <numerusform>and %n before</numerusform>
            <numerusform>and %n before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::ui::FigurePanel</name>
    <message numerus="yes">
        <source>Only %n of 33 points have x and y: too few to draw</source>
        <translation>
            <numerusform>Only %n of 33 points has x and y: too few to draw</numerusform>
            <numerusform>Only %n of 33 points have x and y: too few to draw</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A figure of %n points</source>
        <translation>
            <numerusform>A figure of %n point</numerusform>
            <numerusform>A figure of %n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::ui::ImportWords</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n cell</numerusform>
            <numerusform>%n cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were left out.</source>
        <translation>
            <numerusform>%n row was left out.</numerusform>
            <numerusform>%n rows were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) were left out.</source>
        <translation>
            <numerusform>%n cell was left out.</numerusform>
            <numerusform>%n cells were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::ui::NoticeBar</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::ui::SeriesPanel</name>
    <message numerus="yes">
        <source>%1 · %n devices</source>
        <translation>
            <numerusform>%1 · %n device</numerusform>
            <numerusform>%1 · %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n series</numerusform>
            <numerusform>%n series</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>watchglass::ui::TraceSet</name>
    <message numerus="yes">
        <source>%1 · %n devices</source>
        <translation>
            <numerusform>%1 · %n device</numerusform>
            <numerusform>%1 · %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>%n series</numerusform>
            <numerusform>%n series</numerusform>
        </translation>
    </message>
</context>
</TS>
