#include "tests/ui/no_warnings.h"
#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/about_dialog.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QTabWidget>

using namespace watchglass;

namespace {

QString textOf(ui::AboutDialog &dialog, int page)
{
    return static_cast<QPlainTextEdit *>(dialog.pages().widget(page))->toPlainText();
}

} // namespace

class TestAboutDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void showsVersionLicenceAndWhatItIsMadeOf()
    {
        ui::AboutDialog dialog(QStringLiteral("watchglass 1.2.3\n  Qt 6\n"));
        QCOMPARE(dialog.pages().count(), 3);
        QVERIFY(textOf(dialog, 0).startsWith(QStringLiteral("watchglass 1.2.3")));
        QVERIFY(textOf(dialog, 1).contains(QStringLiteral("GNU GENERAL PUBLIC LICENSE")));
        QVERIFY(textOf(dialog, 1).contains(QStringLiteral("END OF TERMS AND CONDITIONS")));
        for (const auto work : {"Qt 6", "Qt Charts", "QCustomPlot", "simdjson", "QtKeychain", "libarchive", "zlib",
                                "SQLite", "OpenSSL", "DejaVu", "squashfuse", "libfuse"})
            QVERIFY2(textOf(dialog, 2).contains(QLatin1String(work)), work);
    }

    void versionGoesToTheClipboard()
    {
        const ui::AboutDialog dialog(QStringLiteral("watchglass 1.2.3"));
        dialog.copyVersion();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("watchglass 1.2.3"));
    }

    /// The version costs a look at every library: nobody pays for it who does not ask.
    void theCommandOpensItAndAsksForTheVersionOnlyThen()
    {
        test::WindowFixture f;
        int asked = 0;
        ui::addAboutCommand(f.window, [&asked] {
            ++asked;
            return QStringLiteral("watchglass 1.2.3");
        });
        QAction *about = f.window.commands().action(QStringLiteral("help.about"));
        QVERIFY(about);
        QCOMPARE(f.window.menuBar()->actions().last()->text(), QStringLiteral("Help"));
        QCOMPARE(asked, 0);
        about->trigger();
        QCOMPARE(asked, 1);
        auto *dialog = f.window.findChild<ui::AboutDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(textOf(*dialog, 0).contains(QStringLiteral("1.2.3")));
        dialog->close();
        QTRY_VERIFY(!f.window.findChild<ui::AboutDialog *>());
    }
};

QTEST_MAIN(TestAboutDialog)
#include "tst_about_dialog.moc"
