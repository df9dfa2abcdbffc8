#include "tests/ui/no_warnings.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QImageReader>
#include <QMimeDatabase>
#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;

namespace {

const QString id = QStringLiteral("org.watchglass.watchglass");
const QString recording = QStringLiteral("application/x-watchglass-recording");
const QString desk = QStringLiteral("application/x-watchglass-desk");

/// The head of a SQLite file: its mark, and at byte 68 the number of the program that it belongs to.
QByteArray databaseHead(const QByteArray &application)
{
    QByteArray head(512, '\0');
    head.replace(0, 16, QByteArray("SQLite format 3\0", 16));
    return head.replace(68, 4, application);
}

} // namespace

/// How desktops know the files, and what picture they show for the program.
class TestFileTypes : public QObject
{
    Q_OBJECT

    QTemporaryDir m_data;

private Q_SLOTS:
    void initTestCase()
    {
        const QString packages = m_data.filePath(QStringLiteral("mime/packages/"));
        QVERIFY(QDir().mkpath(packages));
        QVERIFY(QFile::copy(QStringLiteral(SOURCE_ROOT "/packaging/linux/") + id + QStringLiteral(".mime.xml"),
                            packages + id + QStringLiteral(".xml")));
        // Beside those that every desktop knows, as where it is installed, and before types are read for the first
        // time.
        const QString known = QStringLiteral("/usr/share/mime/packages/freedesktop.org.xml");
        if (!QFile::copy(known, packages + QStringLiteral("freedesktop.org.xml")))
            QSKIP("the package shared-mime-info is not installed");
        qputenv("XDG_DATA_HOME", m_data.filePath(QStringLiteral("home")).toUtf8());
        qputenv("XDG_DATA_DIRS", m_data.path().toUtf8());
    }
    void init() { test::failOnAnyWarning(); }

    void aFileIsKnownByWhatIsInIt_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("type");
        const QByteArray text = "{\n  \"format\": \"watchglass-desk\",\n  \"version\": 1\n}\n";
        QTest::newRow("recording") << QStringLiteral("a.wgrec") << databaseHead("WGRE") << recording;
        QTest::newRow("recording by another name") << QStringLiteral("backup") << databaseHead("WGRE") << recording;
        QTest::newRow("recording, empty yet") << QStringLiteral("a.wgrec") << QByteArray() << recording;
        QTest::newRow("desk") << QStringLiteral("a.wgdesk") << text << desk;
        QTest::newRow("desk by another name") << QStringLiteral("backup") << text << desk;
    }
    void aFileIsKnownByWhatIsInIt()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, content);
        QFETCH(const QString, type);
        QCOMPARE(QMimeDatabase().mimeTypeForFileNameAndData(name, content).name(), type);
    }

    void databasesOfOthersAreNotTaken()
    {
        for (const QByteArray &application : {QByteArray(4, '\0'), QByteArray("WGRX"), QByteArray("GPKG")})
            QVERIFY(QMimeDatabase().mimeTypeForData(databaseHead(application)).name() != recording);
        QVERIFY(QMimeDatabase().mimeTypeForData(QByteArray("{\"format\": \"other\"}")).name() != desk);
    }

    void typesAreKindsOfWhatTheyAreMadeOf()
    {
        QVERIFY(QMimeDatabase().mimeTypeForName(desk).inherits(QStringLiteral("application/json")));
        QVERIFY(QMimeDatabase().mimeTypeForName(recording).inherits(QStringLiteral("application/vnd.sqlite3")));
    }

    void iconsHaveTheSizesThatTheySay()
    {
        for (const int size : {16, 22, 24, 32, 48, 64, 128, 256, 512}) {
            const QString path =
                QStringLiteral(ICON_FOLDER "/hicolor/%1x%1/apps/").arg(size) + id + QStringLiteral(".png");
            const QImage image(path);
            QVERIFY2(image.size() == QSize(size, size), qPrintable(path));
            QVERIFY(image.pixelColor(0, 0).alpha() < 255); // round corners: transparent where nothing is drawn
            QCOMPARE(image.pixelColor(size / 2, size / 16).alpha(), 255);
        }
    }

    void theIconOfWindowsHoldsPictures()
    {
        QImageReader reader(QStringLiteral(ICON_FOLDER "/") + id + QStringLiteral(".ico"), "ico");
        QCOMPARE(reader.imageCount(), 9);
        QCOMPARE(reader.read().isNull(), false);
    }
};

QTEST_MAIN(TestFileTypes)
#include "tst_file_types.moc"
