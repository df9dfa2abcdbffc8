#include "ui/shell/derived_dialog.h"

#include "ui/panels/plot_panel.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr int previewIntervals = 600; // of the slowest input
constexpr int mostInstants = 20'000;
constexpr auto refreshInterval = std::chrono::milliseconds(500);
constexpr int formulaLines = 3;
constexpr QSize previewPx(480, 200);

/// A box whose first entry says what it is for; the others can be searched for.
void prepareChoice(QComboBox &box, const QString &purpose, const QStringList &entries)
{
    box.setEditable(true);
    box.setInsertPolicy(QComboBox::NoInsert);
    box.addItems(entries);
    box.setCurrentIndex(-1);
    box.lineEdit()->setPlaceholderText(purpose);
    box.setAccessibleName(purpose);
    box.completer()->setFilterMode(Qt::MatchContains);
    box.completer()->setCompletionMode(QCompleter::PopupCompletion);
}

} // namespace

DerivedDialog::DerivedDialog(derived::DerivedBook &book, const store::SeriesStore &store, QWidget *parent)
    : QDialog(parent)
    , m_book(book)
    , m_store(store)
    , m_list(new QListWidget)
    , m_remove(new QPushButton(tr("&Remove")))
    , m_trouble(new QLabel)
    , m_name(new QLineEdit)
    , m_unit(new QLineEdit)
    , m_formula(new QPlainTextEdit)
    , m_series(new QComboBox)
    , m_functions(new QComboBox)
    , m_problem(new QLabel)
    , m_add(new QPushButton(tr("&Add")))
    , m_preview(new PlotPanel(m_scratch, m_colours))
{
    setWindowTitle(tr("Derived series"));
    fillChoices();
    layOut();
    connect(m_formula, &QPlainTextEdit::textChanged, this, &DerivedDialog::check);
    connect(m_name, &QLineEdit::textChanged, this, &DerivedDialog::check);
    connect(m_unit, &QLineEdit::textChanged, this, &DerivedDialog::check);
    connect(m_add, &QPushButton::clicked, this, &DerivedDialog::add);
    connect(m_remove, &QPushButton::clicked, this, &DerivedDialog::removeChosen);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) { m_remove->setEnabled(row >= 0); });
    connect(&m_refresh, &QTimer::timeout, this, &DerivedDialog::showPreview);
    m_refresh.start(refreshInterval);
    listDefinitions();
    check();
    m_name->setFocus();
}

DerivedDialog::~DerivedDialog()
{
    delete m_preview; // before what it shows
}

void DerivedDialog::layOut()
{
    m_formula->setAccessibleName(tr("Formula"));
    m_formula->setTabChangesFocus(true);
    m_formula->setFont(numberFont());
    m_formula->setPlaceholderText(tr("mean('source/device/attribute', 10 s)"));
    m_formula->setFixedHeight(m_formula->fontMetrics().lineSpacing() * formulaLines + 4 * metrics::step);
    m_list->setAccessibleName(tr("Derived series that there are"));
    m_list->setMaximumHeight(24 * metrics::step);
    for (QLabel *label : {m_trouble, m_problem})
        label->setWordWrap(true);
    m_trouble->setTextFormat(Qt::PlainText);
    m_trouble->hide();
    m_preview->setMinimumSize(previewPx);
    m_preview->setStandsAlone(true);
    m_preview->setAcceptDrops(false);
    m_remove->setEnabled(false);
    auto *listed = new QHBoxLayout;
    listed->addWidget(m_list, 1);
    listed->addWidget(m_remove, 0, Qt::AlignTop);
    auto *inserts = new QHBoxLayout;
    inserts->addWidget(m_series, 2);
    inserts->addWidget(m_functions, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_add, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *form = new QFormLayout(this);
    form->addRow(tr("There are"), listed);
    form->addRow(QString(), m_trouble);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Unit"), m_unit);
    form->addRow(tr("&Formula"), m_formula);
    form->addRow(QString(), inserts);
    form->addRow(QString(), m_problem);
    form->addRow(tr("Preview"), m_preview);
    form->addRow(buttons);
}

void DerivedDialog::fillChoices()
{
    QStringList names;
    for (const auto &series : m_store.all())
        names << series->info().key.toString();
    prepareChoice(*m_series, tr("Insert a series…"), names);
    prepareChoice(*m_functions, tr("Insert a function…"), derived::functionTexts());
    connect(m_series, &QComboBox::textActivated, this,
            [this](const QString &name) { insert(derived::quotedInput(name)); });
    connect(m_functions, &QComboBox::textActivated, this, &DerivedDialog::insert);
}

void DerivedDialog::insert(const QString &text)
{
    m_formula->insertPlainText(text);
    m_formula->setFocus();
    m_series->setCurrentIndex(-1);
    m_functions->setCurrentIndex(-1);
}

void DerivedDialog::listDefinitions()
{
    m_list->clear();
    for (const derived::Definition &definition : m_book.definitions())
        m_list->addItem(definition.name + QStringLiteral(" = ") + definition.formula);
}

void DerivedDialog::removeChosen()
{
    const auto all = m_book.definitions();
    const int row = m_list->currentRow();
    if (row < 0 || row >= static_cast<int>(all.size()))
        return;
    m_book.remove(all[static_cast<std::size_t>(row)].name);
    listDefinitions();
    check();
    Q_EMIT bookChanged();
}

void DerivedDialog::setTrouble(const QString &text)
{
    m_trouble->setText(text);
    m_trouble->setVisible(!text.isEmpty());
}

void DerivedDialog::setDefinition(const QString &name, const QString &unit, const QString &formula)
{
    m_name->setText(name);
    m_unit->setText(unit);
    m_formula->setPlainText(formula);
}

QString DerivedDialog::problem() const
{
    return m_problem->text();
}

bool DerivedDialog::canAdd() const
{
    return m_add->isEnabled();
}

derived::Definition DerivedDialog::definition(const derived::Expression *expression) const
{
    derived::Definition made{m_name->text().trimmed(), m_unit->text().trimmed(), m_formula->toPlainText(), {}};
    if (!expression)
        return made;
    for (const QString &input : expression->inputs) {
        if (const auto key = derived::findInput(m_store, input))
            made.inputs.insert(input, *key);
    }
    return made;
}

void DerivedDialog::check()
{
    const auto parsed = derived::parseExpression(m_formula->toPlainText());
    const auto *expression = std::get_if<derived::Expression>(&parsed);
    const auto *error = std::get_if<derived::ExpressionError>(&parsed);
    const derived::Definition made = definition(expression);
    underline(error ? error->at : 0, error ? error->length : 0);
    const auto checked = m_book.check(made);
    QString text = checked ? QString() : checked.error().text;
    if (error)
        text = m_formula->toPlainText().isEmpty() ? error->text
                                                  : tr("At character %1: %2").arg(error->at + 1).arg(error->text);
    m_problem->setText(text);
    m_add->setEnabled(text.isEmpty());
    const bool isComplete = expression && made.inputs.size() == expression->inputs.size();
    m_checked = isComplete ? made : derived::Definition();
    showPreview();
}

void DerivedDialog::underline(int at, int length)
{
    QList<QTextEdit::ExtraSelection> selections;
    const int end = static_cast<int>(m_formula->toPlainText().size());
    if (length > 0 && at < end) {
        QTextEdit::ExtraSelection wrong;
        wrong.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wrong.format.setUnderlineColor(currentTheme().critical);
        wrong.cursor = m_formula->textCursor();
        wrong.cursor.setPosition(at);
        wrong.cursor.setPosition(std::min(at + length, end), QTextCursor::KeepAnchor);
        selections.append(wrong);
    }
    m_formula->setExtraSelections(selections);
}

void DerivedDialog::showPreview()
{
    const SeriesKey key = derived::derivedKey(QStringLiteral("preview"));
    if (m_checked.formula.isEmpty()) {
        m_preview->removeSeries(key);
        return;
    }
    std::vector<std::shared_ptr<const store::Series>> inputs;
    std::optional<Timestamp> newest;
    Duration slowest = std::chrono::milliseconds(1);
    const auto expression = std::get<derived::Expression>(derived::parseExpression(m_checked.formula));
    for (const QString &name : expression.inputs) {
        inputs.push_back(m_store.find(m_checked.inputs.value(name)));
        if (!inputs.back())
            return;
        slowest = std::max(slowest, inputs.back()->rhythm().value_or(slowest));
        if (const auto last = inputs.back()->last())
            newest = std::max(newest, std::optional(last->time));
    }
    if (!newest)
        return;
    const Timestamp from = moved(*newest, -std::min<Duration>(slowest, std::chrono::hours(24)) * previewIntervals);
    m_scratch.removeSource(key.source);
    const auto shown = m_scratch.open({key, m_checked.unit, Interpolation::Linear});
    derived::AlignedInputs aligned(std::move(inputs), from);
    derived::Evaluator evaluator(expression);
    for (int i = 0; i < mostInstants; ++i) {
        const auto time = aligned.next();
        if (!time)
            break;
        shown->append({*time, evaluator.next(*time, aligned.values())});
    }
    m_preview->addSeries(key);
    m_preview->showAll(*newest);
}

void DerivedDialog::add()
{
    if (!canAdd())
        return;
    const auto parsed = derived::parseExpression(m_formula->toPlainText());
    const auto added = m_book.add(definition(std::get_if<derived::Expression>(&parsed)));
    if (!added) {
        m_problem->setText(added.error().text);
        return;
    }
    listDefinitions();
    m_name->clear();
    m_formula->clear();
    Q_EMIT bookChanged();
}

} // namespace watchglass::ui
