// make_icons FILE.svg FOLDER NAME: the icon in all forms that desktops want, drawn from one SVG:
//   FOLDER/hicolor/<size>x<size>/apps/NAME.png   Linux
//   FOLDER/NAME.ico                              Windows; PNG inside, as it may be since Vista
//   FOLDER/NAME.icns                             macOS; PNG inside, as it may be since 10.7
// A program of its own, so that a build needs no more on any system than Qt.

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QtEndian>

#include <cstdio>

namespace {

constexpr int themeSizes[] = {16, 22, 24, 32, 48, 64, 128, 256, 512};
constexpr int icoSizes[] = {16, 20, 24, 32, 40, 48, 64, 128, 256};
struct IcnsEntry
{
    const char *type;
    int size;
};
constexpr IcnsEntry icnsEntries[] = {{"ic11", 32},  {"ic12", 64},  {"ic07", 128}, {"ic13", 256},
                                     {"ic08", 256}, {"ic14", 512}, {"ic09", 512}, {"ic10", 1024}};

QByteArray png(QSvgRenderer &drawing, int size)
{
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawing.render(&painter);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

template <typename T>
QByteArray little(T number)
{
    QByteArray bytes(sizeof(T), '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

QByteArray big(quint32 number)
{
    QByteArray bytes(sizeof number, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray ico(QSvgRenderer &drawing)
{
    const auto count = static_cast<quint16>(std::size(icoSizes));
    QByteArray head = little<quint16>(0) + little<quint16>(1) + little(count);
    QByteArray pictures;
    const int headSize = 6 + 16 * count;
    for (const int size : icoSizes) {
        const QByteArray picture = png(drawing, size);
        const auto byteSize = static_cast<quint8>(size == 256 ? 0 : size); // 0 means 256
        head += little(byteSize) + little(byteSize) + QByteArray(2, '\0') + little<quint16>(1) + little<quint16>(32);
        head += little(static_cast<quint32>(picture.size()));
        head += little(static_cast<quint32>(headSize + pictures.size()));
        pictures += picture;
    }
    return head + pictures;
}

QByteArray icns(QSvgRenderer &drawing)
{
    QByteArray entries;
    for (const IcnsEntry &entry : icnsEntries) {
        const QByteArray picture = png(drawing, entry.size);
        entries += QByteArray(entry.type) + big(static_cast<quint32>(picture.size() + 8)) + picture;
    }
    return "icns" + big(static_cast<quint32>(entries.size() + 8)) + entries;
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
        && file.flush())
        return true;
    std::fprintf(stderr, "make_icons: %s: %s\n", qPrintable(path), qPrintable(file.errorString()));
    return false;
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QSvgRenderer drawing(arguments.value(1));
    if (arguments.size() != 4 || !drawing.isValid()) {
        std::fprintf(stderr, "usage: make_icons FILE.svg FOLDER NAME\n");
        return 2;
    }
    const QString folder = arguments[2] + QLatin1Char('/');
    const QString &name = arguments[3];
    bool good = write(folder + name + QStringLiteral(".ico"), ico(drawing))
                && write(folder + name + QStringLiteral(".icns"), icns(drawing));
    for (const int size : themeSizes)
        good =
            good && write(folder + QStringLiteral("hicolor/%1x%1/apps/%2.png").arg(size).arg(name), png(drawing, size));
    return good ? 0 : 1;
}
