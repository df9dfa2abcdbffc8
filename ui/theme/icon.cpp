#include "ui/theme/icon.h"

#include "ui/theme/theme.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QPixmap>

namespace watchglass::ui {

namespace {

QPixmap rendered(QByteArray svg, const QColor &colour, int sizePx)
{
    svg.replace("#000", colour.name().toLatin1());
    QBuffer buffer(&svg);
    QImageReader reader(&buffer, "svg");
    reader.setScaledSize({sizePx, sizePx});
    return QPixmap::fromImage(reader.read());
}

} // namespace

QIcon icon(const QString &name, const QColor &colour)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll();
    QIcon result;
    for (const int size : {16, 24, 32, 48}) {
        result.addPixmap(rendered(svg, colour, size));
        result.addPixmap(rendered(svg, currentTheme().textFaint, size), QIcon::Disabled);
    }
    return result;
}

QIcon icon(const QString &name)
{
    return icon(name, currentTheme().textMuted);
}

} // namespace watchglass::ui
