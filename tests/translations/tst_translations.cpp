#include "app/watchglass/startup.h"
#include "core/protocol/source_client.h"
#include "tests/ui/no_warnings.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace watchglass;

namespace {

const QString root = QStringLiteral(SOURCE_ROOT "/");

struct Message
{
    QString context;
    QString source;
    QStringList forms; ///< One, or one for each grammatical number.
    QString type;
    bool isNumbered = false;
};

void readTranslation(QXmlStreamReader &xml, Message &message)
{
    message.type = xml.attributes().value(QStringLiteral("type")).toString();
    QString text;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == QLatin1String("translation"))
            break;
        if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
            message.forms << xml.readElementText();
        else if (xml.isCharacters())
            text += xml.text();
    }
    if (message.forms.isEmpty())
        message.forms << text;
}

QList<Message> messagesOf(const QString &path)
{
    QFile file(path);
    QList<Message> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            messages.append(
                {context, {}, {}, {}, xml.attributes().value(QStringLiteral("numerus")) == QLatin1String("yes")});
        } else if (xml.name() == QLatin1String("source")) {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            readTranslation(xml, messages.last());
        }
    }
    return xml.hasError() ? QList<Message>() : messages;
}

/// "%1", "%L2", "%n" …, each as often as it stands there.
QStringList placeholdersOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%L?(\\d+|n)"));
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        found << match.next().captured(1);
    std::sort(found.begin(), found.end());
    return found;
}

/// What must stay as it is: where a text ends in these, something follows it on screen.
bool endsAlike(const QString &a, const QString &b)
{
    return a.endsWith(QLatin1Char(' ')) == b.endsWith(QLatin1Char(' '))
           && a.startsWith(QLatin1Char(' ')) == b.startsWith(QLatin1Char(' '))
           && a.count(QLatin1Char('\n')) == b.count(QLatin1Char('\n'))
           && a.count(QLatin1Char('\t')) == b.count(QLatin1Char('\t'));
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private:
    QStringList m_files;

private Q_SLOTS:
    void initTestCase()
    {
        const QDir folder(root + QStringLiteral("resources/translations"));
        for (const QString &name : folder.entryList({QStringLiteral("*.ts")}))
            m_files << folder.filePath(name);
        QVERIFY(!m_files.isEmpty());
    }
    void init() { test::failOnAnyWarning(); }

    void everyTextIsTranslated()
    {
        for (const QString &file : m_files) {
            const QList<Message> messages = messagesOf(file);
            const bool isEnglish = file.endsWith(QLatin1String("_en.ts"));
            QVERIFY2(isEnglish ? !messages.isEmpty() : messages.size() > 500, qPrintable(file));
            for (const Message &message : messages) {
                const QByteArray where = (message.context + QStringLiteral(": ") + message.source).toUtf8();
                QVERIFY2(message.isNumbered || !isEnglish, where.constData()); // the rest is English as it stands
                QVERIFY2(!isEnglish || !message.forms.join(QString()).contains(QLatin1String("(s)")), where.constData());
                QVERIFY2(message.type.isEmpty(), where.constData()); // unfinished, or gone from the sources
                QVERIFY2(!message.forms.contains(QString()), where.constData());
                QVERIFY2(message.forms.size() == (message.isNumbered ? 2 : 1), where.constData());
            }
        }
    }

    void placeholdersAndSpacesAgree()
    {
        for (const QString &file : m_files) {
            for (const Message &message : messagesOf(file)) {
                for (const QString &form : message.forms) {
                    QVERIFY2(placeholdersOf(form) == placeholdersOf(message.source), qPrintable(form));
                    QVERIFY2(endsAlike(message.source, form), qPrintable(form));
                }
            }
        }
    }

    /// Menus are found by their titles, which come from several contexts.
    void aWordOfTheMenusIsTheSameEverywhere()
    {
        for (const QString &file : m_files) {
            if (file.endsWith(QLatin1String("_en.ts")))
                continue; // has no words
            QHash<QString, QString> words;
            for (const Message &message : messagesOf(file)) {
                for (const auto menu : {"Source", "Panel", "Alarm", "Workspace", "View", "Help"}) {
                    if (message.source != QLatin1String(menu))
                        continue;
                    const QString known = words.value(message.source, message.forms[0]);
                    QCOMPARE(message.forms[0], known);
                    words.insert(message.source, known);
                }
            }
            QVERIFY(!words.isEmpty());
        }
    }

    /// lupdate cannot see under which context a function of one's own looks up the texts that it is given.
    void textsAreLookedUpUnderTheContextThatTheyAreCollectedUnder()
    {
        static const QRegularExpression wrapper(QStringLiteral("translate\\(\"[^\"]*\",\\s*[a-z_]+\\)"));
        for (const auto folder : {"core", "ui", "app/watchglass"}) {
            QDirIterator files(root + QLatin1String(folder), {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                               QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                QVERIFY2(!QString::fromUtf8(file.readAll()).contains(wrapper), qPrintable(file.fileName()));
            }
        }
    }

    void englishCounts()
    {
        QCOMPARE(app::speak(QStringLiteral("en")), QStringLiteral("en"));
        const auto called = [](int times) {
            return QCoreApplication::translate("watchglass::ui::AlarmRuleDialog",
                                               "It would have called %n time(s) in the last %1.", nullptr, times);
        };
        QCOMPARE(called(1), QStringLiteral("It would have called 1 time in the last %1."));
        QCOMPARE(called(2), QStringLiteral("It would have called 2 times in the last %1."));
        QCOMPARE(QCoreApplication::translate("watchglass::ui::TraceSet", "%1 · %n devices", nullptr, 1),
                 QStringLiteral("%1 · 1 device"));
    }

    void germanIsSpokenAndEnglishIsForTheRest()
    {
        const QString source = QStringLiteral("nonsense");
        QVERIFY(protocol::parseSourceAddress(source).error().text.contains(QLatin1String("Write for example")));
        QCOMPARE(app::speak(QStringLiteral("en")), QStringLiteral("en"));
        QCOMPARE(app::speak(QStringLiteral("fr")), QStringLiteral("en"));
        QVERIFY(protocol::parseSourceAddress(source).error().text.contains(QLatin1String("Write for example")));
        QCOMPARE(app::speak(QStringLiteral("de")), QStringLiteral("de"));
        QVERIFY(protocol::parseSourceAddress(source).error().text.contains(QLatin1String("Schreiben Sie")));
        QCOMPARE(QCoreApplication::translate("watchglass::ui::AlarmList", "Acknowledge"), QStringLiteral("Quittieren"));
        QCOMPARE(QCoreApplication::translate("watchglass::ui::TraceSet", "%n series", nullptr, 1),
                 QStringLiteral("1 Messreihe"));
        QCOMPARE(QCoreApplication::translate("watchglass::ui::TraceSet", "%n series", nullptr, 3),
                 QStringLiteral("3 Messreihen"));
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
