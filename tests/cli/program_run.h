#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#include <vector>

/// One run of watchglass-cli to its end. Requires: CLI_PROGRAM names it.
struct ProgramRun
{
    explicit ProgramRun(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(CLI_PROGRAM), arguments);
        if (process.waitForFinished(60'000))
            code = process.exitCode();
        output = process.readAllStandardOutput();
        errors = process.readAllStandardError();
        for (const QByteArray &line : output.split('\n')) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (!object.isEmpty())
                lines.push_back(object);
        }
    }

    int code = -1;
    QByteArray output;
    QByteArray errors;
    std::vector<QJsonObject> lines; ///< Of the output, those that are JSON objects.
};
