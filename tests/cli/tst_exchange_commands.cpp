#include "tests/cli/program_run.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

/// The real program: import, export and compare.
class TestExchangeCommands : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString write(const char *name, const QByteArray &text)
    {
        QFile file(path(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return file.fileName();
    }
    QString path(const char *name) const { return m_folder.filePath(QString::fromUtf8(name)); }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void importsIntoASessionAndExportsItAgain()
    {
        const QString table =
            write("walk.csv", "time,a [mV],door\n0,1.5,open\n0.25,-2,shut\n1,bad,shut\n2,3,shut\n3,3,shut\n4,3,shut\n");
        const QString session = path("walk.wgrec");
        const ProgramRun import({QStringLiteral("import"), table, QStringLiteral("--output"), session});
        QCOMPARE(import.code, 0);
        QCOMPARE(import.lines.size(), std::size_t(1));
        const QJsonObject line = import.lines.front();
        QCOMPARE(line[QStringLiteral("rows")].toInt(), 6);
        QCOMPARE(line[QStringLiteral("samples")].toInt(), 11);
        QCOMPARE(line[QStringLiteral("badCells")].toInt(), 1);
        QCOMPARE(line[QStringLiteral("complaints")][0][QStringLiteral("line")].toInt(), 4);

        const ProgramRun fromSession({QStringLiteral("export"), session, QStringLiteral("--format"),
                                      QStringLiteral("csv"), QStringLiteral("--times"), QStringLiteral("ms")});
        QCOMPARE(fromSession.code, 0);
        QVERIFY2(fromSession.output.startsWith("time [ms],file/walk/a [mV],file/walk/door\n0.000000,1.5,open\n"
                                               "250.000000,-2,shut\n1000.000000,,shut\n"),
                 fromSession.output.constData());
        const ProgramRun fromTable({QStringLiteral("export"), table, QStringLiteral("--format"), QStringLiteral("csv"),
                                    QStringLiteral("--times"), QStringLiteral("ms")});
        QCOMPARE(fromTable.output, fromSession.output);
    }

    void writesFilesWhole()
    {
        const QString table = write("two.csv", "time,a,b\n0,1,2\n1,3,4\n");
        const QString output = path("two.jsonl");
        const ProgramRun run({QStringLiteral("export"), table, QStringLiteral("--format"), QStringLiteral("jsonl"),
                              QStringLiteral("--series"), QStringLiteral("*/b"), QStringLiteral("--output"), output});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.lines.front()[QStringLiteral("samples")].toInt(), 2);
        QCOMPARE(contents(output).count('\n'), qsizetype(3));
    }

    void refusesWithALineAndImportsTheRest()
    {
        const QString good = write("good.csv", "time,a\n0,1\n");
        const QString bad = write("bad.csv", "a,b\n1,2\n1,3\n0,4\n");
        const QString session = path("both.wgrec");
        const ProgramRun run({QStringLiteral("import"), bad, good, QStringLiteral("-o"), session});
        QCOMPARE(run.code, 4);
        QCOMPARE(run.lines.size(), std::size_t(2));
        QCOMPARE(run.lines[0][QStringLiteral("event")].toString(), QStringLiteral("refused"));
        QVERIFY(run.lines[0][QStringLiteral("text")].toString().startsWith(QStringLiteral("line 1: ")));
        QCOMPARE(run.lines[1][QStringLiteral("rows")].toInt(), 1);
        QVERIFY(run.errors.contains("line 1: "));
        QVERIFY(QFile::exists(session));
    }

    void leavesNoFileWhenNothingWasRead()
    {
        const QString bad = write("none.csv", "a,b\n1,2\n1,3\n0,4\n");
        const ProgramRun run({QStringLiteral("import"), bad, QStringLiteral("-o"), path("none.wgrec")});
        QCOMPARE(run.code, 4);
        QVERIFY(!QFile::exists(path("none.wgrec")));
    }

    void doesNotOverwriteASession()
    {
        const QString table = write("once.csv", "time,a\n0,1\n");
        const QString session = write("once.wgrec", "precious");
        const ProgramRun run({QStringLiteral("import"), table, QStringLiteral("-o"), session});
        QCOMPARE(run.code, 4);
        QCOMPARE(contents(session), QByteArray("precious"));
    }

    void triesWithoutWriting()
    {
        const QString table = write("try.csv", "1\n2\n3\n");
        const ProgramRun run(
            {QStringLiteral("import"), table, QStringLiteral("--try"), QStringLiteral("--rate"), QStringLiteral("10")});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.lines.front()[QStringLiteral("rows")].toInt(), 3);
        QCOMPARE(run.lines.front()[QStringLiteral("last")].toString(),
                 QStringLiteral("1970-01-01T00:00:00.200000000Z"));
        QVERIFY(!run.lines.front()[QStringLiteral("detected")].toArray().isEmpty());
    }

    void takesColumnsAsItIsTold()
    {
        const QString table = write("use.csv", "time,mode,a\n0,1,5\n1,2,6\n");
        const QString session = path("use.wgrec");
        const ProgramRun run({QStringLiteral("import"), table, QStringLiteral("--use"), QStringLiteral("mode=event"),
                              QStringLiteral("--use"), QStringLiteral("3=skip"), QStringLiteral("-o"), session});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.lines.front()[QStringLiteral("events")].toInt(), 2);
        QVERIFY(!run.lines.front().contains(QStringLiteral("series")));
    }

    void comparesWithAnExitCode()
    {
        const QString a = write("a.csv", "time,x [V],y\n0,1,1\n1,2,1\n2,4,1\n");
        const QString b = write("b.csv", "time,x [V],z\n0.001,1,1\n1,2.05,1\n2,4,1\n");
        const QStringList names{QStringLiteral("--device"), QStringLiteral("d")};
        const ProgramRun same(QStringList{QStringLiteral("compare"), a, a} + names);
        QCOMPARE(same.code, 0);
        QCOMPARE(same.lines.size(), std::size_t(1));
        QVERIFY(same.lines[0][QStringLiteral("equal")].toBool());

        const ProgramRun different(QStringList{QStringLiteral("compare"), a, b} + names);
        QCOMPARE(different.code, 1);
        QCOMPARE(different.lines.size(), std::size_t(4));
        QCOMPARE(different.lines[0][QStringLiteral("series")].toString(), QStringLiteral("file/d/x"));
        QCOMPARE(different.lines[0][QStringLiteral("missingInSecond")].toInt(), 1);
        QCOMPARE(different.lines[1][QStringLiteral("kind")].toString(), QStringLiteral("series only in first"));
        QCOMPARE(different.lines[2][QStringLiteral("kind")].toString(), QStringLiteral("series only in second"));

        const ProgramRun tolerant(QStringList{QStringLiteral("compare"), a, b, QStringLiteral("--series"),
                                              QStringLiteral("*/x"), QStringLiteral("--tolerance"),
                                              QStringLiteral("V=0.1"), QStringLiteral("--time-tolerance"),
                                              QStringLiteral("1ms")}
                                  + names);
        QCOMPARE(tolerant.code, 0);
    }

    void comparesSessionsWithTheirTables()
    {
        const QString table = write("session.csv", "time,x\n0,1\n1,2\n2,4\n");
        const QString session = path("session.wgrec");
        QCOMPARE(ProgramRun({QStringLiteral("import"), table, QStringLiteral("-o"), session}).code, 0);
        const ProgramRun run({QStringLiteral("compare"), session, table});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.lines.back()[QStringLiteral("samples")].toInt(), 3);
        const ProgramRun info({QStringLiteral("info"), session});
        QCOMPARE(info.lines.front()[QStringLiteral("start")].toString(),
                 QStringLiteral("1970-01-01T00:00:00.000000000Z"));
        QCOMPARE(info.lines.front()[QStringLiteral("end")].toString(),
                 QStringLiteral("1970-01-01T00:00:02.000000000Z"));
    }

    void saysWhatIsWrongWithArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char *name, const QStringList &arguments, const char *part) {
            QTest::newRow(name) << arguments << QByteArray(part);
        };
        const QString import = QStringLiteral("import");
        const QString exporting = QStringLiteral("export");
        const QString compare = QStringLiteral("compare");
        const QString file = QStringLiteral("f");
        row("no file", {import, QStringLiteral("--try")}, "FILE");
        row("no output", {import, file}, "--output");
        row("bad zone", {import, file, QStringLiteral("--try"), QStringLiteral("--zone"), QStringLiteral("x")},
            "--zone x");
        row("bad rate", {import, file, QStringLiteral("--try"), QStringLiteral("--rate"), QStringLiteral("-1")},
            "--rate");
        row("bad unit", {import, file, QStringLiteral("--try"), QStringLiteral("--time-unit"), QStringLiteral("y")},
            "--time-unit");
        row("bad use", {import, file, QStringLiteral("--try"), QStringLiteral("--use"), QStringLiteral("3=colour")},
            "--use");
        row("no format", {exporting, file}, "--format");
        row("bad interval",
            {exporting, file, QStringLiteral("--format"), QStringLiteral("csv"), QStringLiteral("--every"),
             QStringLiteral("0")},
            "--every");
        row("one file", {compare, file}, "Two files");
        row("bad tolerance", {compare, file, file, QStringLiteral("--tolerance"), QStringLiteral("x")}, "tolerance");
    }

    void saysWhatIsWrongWithArguments()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, part);
        const ProgramRun run(arguments);
        QCOMPARE(run.code, 2);
        QVERIFY2(run.errors.contains(part), run.errors.constData());
    }

    void hasHelp_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("import") << QStringLiteral("import");
        QTest::newRow("export") << QStringLiteral("export");
        QTest::newRow("compare") << QStringLiteral("compare");
    }

    void hasHelp()
    {
        QFETCH(QString, command);
        const ProgramRun run({command, QStringLiteral("--help")});
        QCOMPARE(run.code, 0);
        QVERIFY(run.output.contains("watchglass-cli " + command.toUtf8()));
    }

    void refusesFilesThatAreNotThere()
    {
        QCOMPARE(
            ProgramRun({QStringLiteral("export"), path("nothing"), QStringLiteral("--format"), QStringLiteral("csv")})
                .code,
            4);
        QCOMPARE(ProgramRun({QStringLiteral("compare"), path("nothing"), path("nothing")}).code, 4);
    }
};

QTEST_GUILESS_MAIN(TestExchangeCommands)
#include "tst_exchange_commands.moc"
