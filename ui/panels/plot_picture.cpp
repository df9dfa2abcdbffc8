#include "ui/panels/plot_picture.h"

#include "ui/panels/plot_panel.h"

#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr double largestScale = 16.0;
constexpr int dotsPerInch = 96;
constexpr double pointsPerInch = 72.0;

QSize sizeOf(PlotPanel &panel)
{
    return panel.canvasSize();
}

void writeSvg(PlotPanel &panel, double scale, QIODevice &out)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&out);
    generator.setSize(sizeOf(panel));
    generator.setViewBox(QRect({}, sizeOf(panel)));
    generator.setResolution(dotsPerInch);
    generator.setTitle(panel.title());
    panel.drawOnto(generator, scale);
}

void writePdf(PlotPanel &panel, double scale, QIODevice &out)
{
    QPdfWriter writer(&out);
    writer.setTitle(panel.title());
    writer.setCreator(QStringLiteral("Watchglass"));
    writer.setResolution(dotsPerInch);
    writer.setPageSize(
        QPageSize(QSizeF(sizeOf(panel)) * (pointsPerInch / dotsPerInch), QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    panel.drawOnto(writer, scale);
}

} // namespace

QImage plotImage(PlotPanel &panel, double scale)
{
    scale = std::clamp(scale, 1.0, largestScale);
    QImage image(sizeOf(panel) * scale, QImage::Format_RGB32);
    if (image.isNull())
        return image;
    image.setDevicePixelRatio(scale);
    panel.drawOnto(image, scale);
    return image;
}

Result<void> writePicture(PlotPanel &panel, PictureFormat format, double scale, QIODevice &out)
{
    scale = std::clamp(scale, 1.0, largestScale);
    switch (format) {
    case PictureFormat::Png: {
        const QImage image = plotImage(panel, scale);
        if (image.isNull() || !image.save(&out, "PNG"))
            return Error{ErrorCode::File, PlotPanel::tr("The picture could not be written. A smaller scale may help.")};
        return {};
    }
    case PictureFormat::Svg:
        writeSvg(panel, scale, out);
        return {};
    case PictureFormat::Pdf:
        writePdf(panel, scale, out);
        return {};
    }
    return {};
}

} // namespace watchglass::ui
