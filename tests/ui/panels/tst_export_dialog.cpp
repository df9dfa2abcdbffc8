#include "tests/ui/no_warnings.h"
#include "tests/ui/panels/plot_scene.h"
#include "ui/panels/export_dialog.h"
#include "ui/panels/plot_picture.h"

#include <QBuffer>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using test::PlotScene;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qApp, themeByName(QStringLiteral("light")));
        QVERIFY(m_folder.isValid());
    }
    void init()
    {
        test::failOnAnyWarning();
        m_scene = std::make_unique<PlotScene>();
        m_scene->add("ramp", "mV", 3001, 10ms, [](int i) { return i * 0.01; });
        m_scene->plot({"ramp"});
        m_scene->frame(0ms);
        m_scene->frame(16ms);
    }
    void cleanup() { m_scene.reset(); }

    void picturesAreAsFineAsAsked()
    {
        const QImage plain = plotImage(plot(), 1.0);
        const QImage fine = plotImage(plot(), 3.0);
        QCOMPARE(fine.size(), plain.size() * 3);
        // The trace is drawn with the finer pixels, not blown up.
        const QColor colour = m_scene->colours.colour(PlotScene::key("ramp"));
        const auto pixels = [&](const QImage &image) {
            int count = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    count += (image.pixel(x, y) | 0xFF000000U) == colour.rgb() ? 1 : 0;
            }
            return count;
        };
        QVERIFY(pixels(fine) > 4 * pixels(plain));
        QVERIFY2(plotImage(plot(), 1.0) == plain, "the picture on the screen is as it was");
    }

    void drawingsHaveTextAsText()
    {
        QBuffer svg;
        svg.open(QIODevice::WriteOnly);
        QVERIFY(writePicture(plot(), PictureFormat::Svg, 2.0, svg).ok());
        QVERIFY(svg.data().contains("<svg"));
        QVERIFY(svg.data().contains("ramp"));
        QVERIFY(svg.data().contains("<image"));
        QBuffer pdf;
        pdf.open(QIODevice::WriteOnly);
        QVERIFY(writePicture(plot(), PictureFormat::Pdf, 2.0, pdf).ok());
        QVERIFY(pdf.data().startsWith("%PDF"));
    }

    void writesEachKind_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("start");
        using Kind = ExportDialog::Kind;
        QTest::newRow("png") << int(Kind::Png) << QStringLiteral("a.png") << QByteArray("\x89PNG");
        QTest::newRow("svg") << int(Kind::Svg) << QStringLiteral("a.svg") << QByteArray("<?xml");
        QTest::newRow("pdf") << int(Kind::Pdf) << QStringLiteral("a.pdf") << QByteArray("%PDF");
        QTest::newRow("csv") << int(Kind::Csv) << QStringLiteral("a.csv")
                             << QByteArray("time,demo/bed-3/ramp [mV]\r\n");
    }

    void writesEachKind()
    {
        QFETCH(int, kind);
        QFETCH(QString, name);
        QFETCH(QByteArray, start);
        ExportDialog dialog(plot());
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        dialog.setKind(static_cast<ExportDialog::Kind>(kind));
        dialog.setPath(m_folder.filePath(name));
        dialog.start();
        QTRY_COMPARE(accepted.size(), 1);
        QVERIFY(contents(m_folder.filePath(name)).startsWith(start));
    }

    void tablesHoldWhatIsInView()
    {
        plot().togglePause();
        QTest::keyClick(&plot(), Qt::Key_Plus);
        ExportDialog dialog(plot());
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        dialog.setKind(ExportDialog::Kind::Csv);
        dialog.setPath(m_folder.filePath(QStringLiteral("view.csv")));
        dialog.start();
        QTRY_COMPARE(accepted.size(), 1);
        const auto rows = contents(m_folder.filePath(QStringLiteral("view.csv"))).count('\n');
        QVERIFY2(rows > 2300 && rows < 2500, qPrintable(QString::number(rows)));
    }

    void namesFollowTheKind()
    {
        ExportDialog dialog(plot());
        dialog.setPath(QStringLiteral("x/plot.png"));
        dialog.setKind(ExportDialog::Kind::Csv);
        QCOMPARE(dialog.path(), QStringLiteral("x/plot.csv"));
        dialog.setKind(ExportDialog::Kind::Pdf);
        QCOMPARE(dialog.path(), QStringLiteral("x/plot.pdf"));
    }

    void aPlaceThatCannotBeWrittenIsSaid()
    {
        ExportDialog dialog(plot());
        dialog.setPath(m_folder.filePath(QStringLiteral("not/there/plot.png")));
        dialog.show();
        dialog.start();
        bool isSaid = false;
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text().contains(QStringLiteral("cannot be written")));
        QVERIFY(isSaid);
        QVERIFY(dialog.isVisible());
    }

    void givingUpLeavesNoFile()
    {
        const auto many = m_scene->store.open({PlotScene::key("many"), {}, Interpolation::Linear});
        for (int i = 400'000; i > 0; --i)
            many->append({PlotScene::now - i * 50us, 1.0});
        plot().addSeries(PlotScene::key("many"));
        m_scene->frame(32ms);
        const QString path = m_folder.filePath(QStringLiteral("many.csv"));
        ExportDialog dialog(plot());
        dialog.setKind(ExportDialog::Kind::Csv);
        dialog.setPath(path);
        dialog.show();
        dialog.start();
        dialog.reject();
        QVERIFY2(dialog.isVisible(), "the first time, only writing is given up");
        QVERIFY(!QFile::exists(path));
        dialog.reject();
        QVERIFY(!dialog.isVisible());
    }

    void keysCopyPictureAndValues()
    {
        QTest::keySequence(&plot(), QKeySequence::Copy);
        QVERIFY(!QGuiApplication::clipboard()->image().isNull());
        QTest::keyClick(&plot(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Newest values\nramp\t30\tmV\n"));
    }

private:
    PlotPanel &plot() { return *m_scene->plots.front(); }

    QTemporaryDir m_folder;
    std::unique_ptr<PlotScene> m_scene;
};

QTEST_MAIN(TestExportDialog)
#include "tst_export_dialog.moc"
