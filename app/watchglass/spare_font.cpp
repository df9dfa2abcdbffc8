#include "app/watchglass/spare_font.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QImage>
#include <QPainter>

namespace watchglass::app {

namespace {

QImage picture(const QFont &font, char letter)
{
    QImage image(64, 64, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setFont(font);
    painter.setPen(Qt::black);
    painter.drawText(image.rect(), Qt::AlignCenter, QString(QLatin1Char(letter)));
    return image;
}

} // namespace

bool drawsLetters(const QFont &font)
{
    const QImage blank = picture(font, ' ');
    const QImage narrow = picture(font, 'i');
    const QImage wide = picture(font, 'W');
    return narrow != wide && narrow != blank && wide != blank;
}

void provideSpareFont()
{
    // The list of families is no sign: the names that stand for any font are in it without one, too.
    if (drawsLetters(QApplication::font()))
        return;
    const QDir fonts(QStringLiteral(":/fonts"));
    for (const QString &name : fonts.entryList())
        QFontDatabase::addApplicationFont(fonts.filePath(name));
}

} // namespace watchglass::app
