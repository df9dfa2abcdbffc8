#include "ui/dialogs/import_report_dialog.h"

#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

constexpr QSize usualSize(640, 420);

} // namespace

ImportReportDialog::ImportReportDialog(const QString &fileName, const QStringList &lines, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("What came of %1").arg(fileName));
    resize(usualSize);
    auto *text = new QPlainTextEdit(lines.join(QLatin1Char('\n')));
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setFont(numberFont());
    text->setAccessibleName(tr("What came of the import"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * metrics::step, 5 * metrics::step, 5 * metrics::step, 4 * metrics::step);
    layout->setSpacing(3 * metrics::step);
    layout->addWidget(text, 1);
    layout->addWidget(buttons);
}

} // namespace watchglass::ui
