#include "ui/shell/about_dialog.h"

#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFile>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>

namespace watchglass::ui {

namespace {

constexpr int iconPx = 64;
constexpr QSize firstSize(640, 480);

QString resourceText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

AboutDialog::AboutDialog(const QString &version, QWidget *parent)
    : QDialog(parent)
    , m_version(version)
    , m_pages(new QTabWidget)
{
    setWindowTitle(tr("About Watchglass"));
    auto *icon = new QLabel;
    icon->setPixmap(QIcon(QStringLiteral(":/watchglass.svg")).pixmap(iconPx));
    icon->setAccessibleName(tr("Watchglass"));
    auto *words = new QLabel(tr("Watch live sensors: many devices, at full rate, on one calm screen.\n\n"
                                "Free software under the GNU General Public License, version 3. It comes without any "
                                "warranty.\nWatchglass is not a medical alarm system."));
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->addWidget(icon);
    head->addWidget(words, 1);

    addPage(tr("Version"), version);
    addPage(tr("Licence"), resourceText(QStringLiteral(":/licences/LICENSE")));
    addPage(tr("Made of"), resourceText(QStringLiteral(":/licences/notices.txt")));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton *copy = buttons->addButton(tr("Copy version"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, &AboutDialog::copyVersion);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
    layout->addWidget(buttons);
    resize(firstSize);
}

void AboutDialog::addPage(const QString &title, const QString &text)
{
    auto *page = new QPlainTextEdit(text);
    page->setReadOnly(true);
    page->setTabChangesFocus(true);
    page->setAccessibleName(title);
    m_pages->addTab(page, title);
}

void AboutDialog::copyVersion() const
{
    QGuiApplication::clipboard()->setText(m_version);
}

void addAboutCommand(MainWindow &window, std::function<QString()> version)
{
    window.commands().setLastMenu(AboutDialog::tr("Help"));
    window.commands().add({QStringLiteral("help.about"), AboutDialog::tr("Help"), AboutDialog::tr("About Watchglass…"),
                           QKeySequence(), [&window, version = std::move(version)] {
                               auto *dialog = new AboutDialog(version(), &window);
                               dialog->setAttribute(Qt::WA_DeleteOnClose);
                               dialog->open();
                           }});
}

} // namespace watchglass::ui
