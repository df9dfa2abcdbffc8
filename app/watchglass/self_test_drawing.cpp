#include "app/watchglass/self_test_parts.h"
#include "app/watchglass/spare_font.h"
#include "ui/plot/custom_plot.h"

#include <QApplication>
#include <QBuffer>
#include <QChart>
#include <QFontInfo>
#include <QIcon>
#include <QImageReader>
#include <QLabel>
#include <QLineSeries>
#include <QPainter>
#include <QSvgRenderer>

namespace watchglass::app {

namespace {

constexpr QSize pictureSize(240, 160);
const QString drawing = QStringLiteral(":/watchglass.svg");

} // namespace

int inkOf(const QImage &picture)
{
    if (picture.isNull())
        return 0;
    int ink = 0;
    const QRgb ground = picture.pixel(0, 0);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            ink += picture.pixel(x, y) != ground ? 1 : 0;
    }
    return ink;
}

CheckOutcome checkFonts()
{
    const QFont font = QApplication::font();
    const QString family = QFontInfo(font).family();
    if (!drawsLetters(font))
        return CheckOutcome::failed(QStringLiteral("\"%1\" draws no letters").arg(family));
    return CheckOutcome::held(family);
}

CheckOutcome checkWidgets()
{
    QLabel label(QStringLiteral("Watchglass"));
    label.resize(pictureSize);
    if (inkOf(label.grab().toImage()) == 0)
        return CheckOutcome::failed(QStringLiteral("a label shows no text"));
    return CheckOutcome::held(QStringLiteral("Qt %1").arg(QLatin1String(qVersion())));
}

CheckOutcome checkCharts()
{
    auto *line = new QLineSeries;
    line->append(0, 1);
    line->append(1, 2);
    QChart chart;
    chart.addSeries(line);
    chart.createDefaultAxes();
    chart.resize(pictureSize);
    QGraphicsScene scene;
    scene.addItem(&chart);
    QImage image(pictureSize, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    scene.render(&painter);
    painter.end();
    scene.removeItem(&chart);
    return inkOf(image) > 0 ? CheckOutcome::held(QStringLiteral("a chart is drawn"))
                            : CheckOutcome::failed(QStringLiteral("a chart stays empty"));
}

CheckOutcome checkPlots()
{
    QCustomPlot plot;
    plot.addGraph()->setData({0, 1, 2}, {1, 3, 2});
    const QImage empty = plot.toPixmap(pictureSize.width(), pictureSize.height()).toImage();
    plot.rescaleAxes();
    const QImage drawn = plot.toPixmap(pictureSize.width(), pictureSize.height()).toImage();
    if (inkOf(drawn) == 0 || drawn == empty)
        return CheckOutcome::failed(QStringLiteral("a plot stays empty"));
    return CheckOutcome::held(QStringLiteral("QCustomPlot " QCUSTOMPLOT_VERSION_STR));
}

CheckOutcome checkSvg()
{
    QSvgRenderer renderer(drawing);
    QImage image(64, 64, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    if (inkOf(image) == 0)
        return CheckOutcome::failed(QStringLiteral("a drawing stays empty"));
    if (QIcon(drawing).pixmap(32).isNull())
        return CheckOutcome::failed(QStringLiteral("no icon of a drawing"));
    return CheckOutcome::held(QStringLiteral("drawings and icons"));
}

CheckOutcome checkImageFormats()
{
    QImage image(8, 8, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    if (!image.save(&buffer, "PNG") || QImage::fromData(buffer.data(), "PNG") != image)
        return CheckOutcome::failed(QStringLiteral("PNG cannot be written and read"));
    if (QImageReader(drawing, "svg").read().isNull())
        return CheckOutcome::failed(QStringLiteral("SVG cannot be read: is the plugin imageformats/qsvg there?"));
    QList<QByteArray> formats = QImageReader::supportedImageFormats();
    return CheckOutcome::held(QString::fromLatin1(formats.join(' ')));
}

} // namespace watchglass::app
