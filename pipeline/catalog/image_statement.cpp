#include "pipeline/catalog/image_statement.hpp"

#include "pipeline/catalog/blob_row.hpp"
#include "pipeline/catalog/declared_facts_row.hpp"
#include "pipeline/catalog/image_facts_row.hpp"
#include "pipeline/platform/ascii.hpp"

#include <fmt/format.h>

namespace pixferry {
namespace {

constexpr std::string_view kNameKey = "substr(@lower(image.name), 1, 100)";
constexpr std::string_view kImageColumns =
    "image.id, image.source, image.source_file_id, image.name, image.path, blob.sha256, "
    "blob.size_bytes, blob.mime_type, blob.object_key, @ms(image.created_at), image.declared_facts";
constexpr std::size_t kFirstBlobColumn = 5;
constexpr std::size_t kCreatedColumn = 9;
constexpr std::size_t kDeclaredColumn = 10;
constexpr std::string_view kBlobOfImage = "blob.owner = image.owner AND blob.sha256 = image.sha256";

/// '%', '_' and the sign that escapes them stand for themselves.
std::string like_pattern(std::string_view part) {
  std::string pattern = "%";
  for (const char c : part) {
    if (c == '%' || c == '_' || c == '\\') pattern.push_back('\\');
    pattern.push_back(c);
  }
  return pattern + '%';
}

/// Writes the tables and the conditions of a selection.
class Writer {
 public:
  Writer(const std::string& owner, const ImageSelection& selection) : selection_(selection) {
    conditions_ = fmt::format("image.owner = {}", parameter(owner));
    if (selection.source) both("image.source = {}", std::string{name(*selection.source)});
    if (selection.job) {
      both("file.job_id = {} AND file.image_id IS NOT NULL", selection.job->text());
    }
    if (!selection.name_part.empty()) {
      both("@lower(image.name) LIKE {} ESCAPE '\\'",
           like_pattern(ascii::lower(selection.name_part)));
    }
    if (selection.type) {
      both("EXISTS (SELECT 1 FROM pixferry.blob WHERE " + std::string{kBlobOfImage} +
               " AND blob.mime_type = {})",
           std::string{mime_type(*selection.type)});
    }
    add_time();
  }

  void begin_after(const ImageCursor& cursor) {
    switch (selection_.order) {
      case ImageOrder::newest: return both(id() + " < {}", cursor.id);
      case ImageOrder::oldest: return both(id() + " > {}", cursor.id);
      case ImageOrder::taken_newest: return behind_time("<", cursor);
      case ImageOrder::taken_oldest: return behind_time(">", cursor);
      case ImageOrder::name:
        // The first condition follows from the second; it is what an index is searched by.
        both(std::string{kNameKey} + " >= {}", cursor.name_key);
        return behind(kNameKey, ">", {parameter(cursor.name_key), cursor.id});
    }
  }

  std::string parameter(const SqlValue& value) {
    parameters_.push_back(value);
    return fmt::format("${}", parameters_.size());
  }

  std::string source() const {
    const auto* tables = selection_.job
                             ? "pixferry.file JOIN pixferry.image ON image.id = file.image_id"
                             : "pixferry.image";
    return fmt::format("FROM {} WHERE {}", tables, conditions_);
  }

  /// Of images that a job found, the id is that in the index of the job.
  std::string id() const { return selection_.job ? "file.image_id" : "image.id"; }

  std::string order(std::string_view id) const {
    switch (selection_.order) {
      case ImageOrder::newest: return fmt::format("{} DESC", id);
      case ImageOrder::oldest: return std::string{id};
      case ImageOrder::taken_newest: return fmt::format("image.timeline_at DESC, {} DESC", id);
      case ImageOrder::taken_oldest: return fmt::format("image.timeline_at, {}", id);
      case ImageOrder::name: return fmt::format("{}, {}", kNameKey, id);
    }
    return {};
  }

  ImageStatement finished(std::string text) { return {std::move(text), std::move(parameters_)}; }

 private:
  struct Place {
    std::string key;
    std::int64_t id;
  };

  void both(std::string_view condition, SqlValue value) {
    conditions_ += " AND ";
    conditions_ += fmt::format(fmt::runtime(condition), parameter(std::move(value)));
  }

  void behind(std::string_view column, std::string_view compared, const Place& place) {
    conditions_ += fmt::format(" AND ({}, {}) {} ({}, {})", column, id(), compared, place.key,
                               parameter(place.id));
  }

  void behind_time(std::string_view compared, const ImageCursor& cursor) {
    behind("image.timeline_at", compared,
           {fmt::format("@at({})", parameter(cursor.timeline_ms)), cursor.id});
  }

  void add_time() {
    if (!selection_.taken_from && !selection_.taken_before) return;
    conditions_ += fmt::format(
        " AND (image.declared_taken_at IS NOT NULL OR EXISTS "
        "(SELECT 1 FROM pixferry.blob WHERE {} AND blob.taken_at IS NOT NULL))",
        kBlobOfImage);
    if (selection_.taken_from) {
      both("image.timeline_at >= @at({})", to_milliseconds(*selection_.taken_from));
    }
    if (selection_.taken_before) {
      both("image.timeline_at < @at({})", to_milliseconds(*selection_.taken_before));
    }
  }

  const ImageSelection& selection_;
  std::string conditions_;
  std::vector<SqlValue> parameters_;
};

}  // namespace

ImageStatement read_images(const std::string& owner, const ImageSelection& selection,
                           const ImageRange& range) {
  Writer writer{owner, selection};
  if (range.after) writer.begin_after(*range.after);
  // The page is cut out of the index alone; only its rows are looked up.
  return writer.finished(fmt::format(
      "SELECT {}, {} FROM (SELECT {} AS page_id {} ORDER BY {} LIMIT {} OFFSET {}) AS page "
      "JOIN pixferry.image ON image.id = page.page_id JOIN pixferry.blob ON {} ORDER BY {}",
      kImageColumns, kFactsColumns, writer.id(), writer.source(), writer.order(writer.id()),
      writer.parameter(range.limit), writer.parameter(range.offset), kBlobOfImage,
      writer.order("image.id")));
}

ImageStatement read_image(const std::string& owner, ImageId id) {
  return {fmt::format("SELECT {}, {} FROM pixferry.image JOIN pixferry.blob ON {} "
                      "WHERE image.owner = $1 AND image.id = $2",
                      kImageColumns, kFactsColumns, kBlobOfImage),
          {owner, id.value}};
}

ImageStatement count_images(const std::string& owner, const ImageSelection& selection,
                            std::int64_t limit) {
  Writer writer{owner, selection};
  return writer.finished(fmt::format("SELECT count(*) FROM (SELECT 1 {} LIMIT {}) AS counted",
                                     writer.source(), writer.parameter(limit)));
}

ImageStatement read_image_places(const std::string& owner, const ImageSelection& selection,
                                 const ImageRange& range) {
  Writer writer{owner, selection};
  if (range.after) writer.begin_after(*range.after);
  return writer.finished(
      fmt::format("SELECT {}, image.aspect, @ms(image.timeline_at), {} {} ORDER BY {} LIMIT {}",
                  writer.id(), selection.order == ImageOrder::name ? kNameKey : "''",
                  writer.source(), writer.order(writer.id()), writer.parameter(range.limit)));
}

Image image_from(const SqlRow& row) {
  return {.id = ImageId{row.integer(0)},
          .source = source_kind_named(row.text(1)).value(),
          .source_file_id = row.text(2),
          .name = row.text(3),
          .path = row.text(4),
          .blob = blob_from(row, kFirstBlobColumn),
          .created_at = from_milliseconds(row.integer(kCreatedColumn)),
          .facts = facts_from(row, kDeclaredColumn + 1),
          .declared = declared_from(row.text(kDeclaredColumn))};
}

}  // namespace pixferry
