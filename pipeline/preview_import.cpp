#include "pipeline/preview_import.hpp"

#include <deque>
#include <set>

#include "pipeline/recognise_link.hpp"

namespace pixferry {
namespace {

/// Whether an error of one folder says that the provider will not answer for the next one either.
bool ends_the_walk(ErrorCode code) {
  return code == ErrorCode::timeout || code == ErrorCode::rate_limited;
}

bool is_unreadable(ErrorCode code) {
  return code == ErrorCode::folder_not_found || code == ErrorCode::folder_forbidden;
}

/// Walks breadth first, so that what a preview shows of a large tree is its top.
class Walk {
 public:
  struct Parts {
    SourceProvider& provider;
    Gallery* gallery;
    const Limits& limits;
    const std::string& owner;
    const Context& catalog;  ///< what was listed in time is looked up even after it
  };

  Walk(Parts parts, Preview& preview) : parts_(parts), preview_(preview) {}

  Result<> from(const Context& context, const FolderRef& root) {
    enter(root, 0);
    for (; !ahead_.empty() && !is_over_; ahead_.pop_front()) {
      if (auto read = read_folder(context, ahead_.front()); !read) return read;
    }
    return {};
  }

  Result<> take(std::vector<ListedFile> files) {
    std::vector<SourceFile> images;
    for (auto& [file, ended] : files) {
      if (!seen_files_.insert(file.id).second) continue;
      if (ended) {
        ++preview_.endings[{ended->skipped, ended->reason}];
      } else {
        images.push_back(std::move(file));
      }
    }
    for (const auto& image : images) count(image);
    if (parts_.gallery == nullptr) return {};
    auto known = parts_.gallery->count_known(parts_.catalog, parts_.owner, preview_.source, images);
    if (!known) return known.error();
    preview_.already_imported += *known;
    return {};
  }

 private:
  struct Ahead {
    FolderRef folder;
    int depth;
  };

  Result<> read_folder(const Context& context, const Ahead& at) {
    std::string token;
    do {
      if (++pages_ > PreviewImport::kPagesMax) {
        is_over_ = true;
        cut_short("The folder is larger than what a preview reads.");
        return {};
      }
      auto page = parts_.provider.list(context, at.folder, token);
      if (!page) return note(page.error());
      // A page token that repeats would lead in a circle.
      if (!token.empty() && page->next_page_token == token) {
        cut_short("A listing leads in a circle.");
        return {};
      }
      token = std::move(page->next_page_token);
      for (const auto& [folder, name] : page->folders) enter(folder, at.depth + 1);
      if (auto taken = take(std::move(page->files)); !taken) return taken;
    } while (!token.empty());
    return {};
  }

  void enter(const FolderRef& folder, int depth) {
    if (!seen_folders_.insert(folder.id).second) return;
    if (depth > 0) ++preview_.folders;
    if (depth > parts_.limits.folder_depth_max) {
      cut_short("A folder lies deeper than an import goes.");
    } else {
      ahead_.push_back({folder, depth});
    }
  }

  void count(const SourceFile& image) {
    ++preview_.images;
    ++preview_.types[image.mime_type];
    if (image.size_bytes) {
      preview_.bytes += *image.size_bytes;
    } else {
      ++preview_.images_of_unknown_size;
    }
    if (preview_.samples.size() < PreviewImport::kSamplesMax)
      preview_.samples.push_back(image.name);
  }

  Result<> note(const Error& error) {
    if (error.code == ErrorCode::stopped) return error;
    if (is_unreadable(error.code)) ++preview_.unreadable_folders;
    is_over_ = ends_the_walk(error.code);
    cut_short(error.message);
    return {};
  }

  /// The first reason stays.
  void cut_short(std::string why) {
    if (preview_.is_complete) preview_.cut_short_by = std::move(why);
    preview_.is_complete = false;
  }

  Parts parts_;
  Preview& preview_;
  std::deque<Ahead> ahead_;
  std::set<std::string> seen_folders_;
  std::set<std::string> seen_files_;
  int pages_ = 0;
  bool is_over_ = false;
};

}  // namespace

std::string what_is_unknown(const Preview& preview) {
  if (preview.images == 0 || preview.images_of_unknown_size < preview.images) return {};
  return "Sizes, hashes and revisions are not told here, so neither the bytes nor what was "
         "imported "
         "before can be counted. With GOOGLE_API_KEY set, Google Drive tells them.";
}

Result<Preview> PreviewImport::run(const Context& context, const PreviewRequest& request) {
  const auto known = recognise_link({request.folder_url, request.source, request.password},
                                    parts_.providers, parts_.limits);
  if (!known) return known.error();
  const auto bounded = context.until(parts_.clock.steady() + kSecondsMax);
  auto root = known->provider.open(bounded, known->root);
  if (!root) return root.error();

  Preview preview;
  preview.source = known->link.source;
  preview.name = std::move(root->name);
  preview.folder_url = known->link.public_url();
  preview.is_single_file = root->file.has_value();
  Walk walk{{known->provider, parts_.gallery, parts_.limits, request.owner, context}, preview};
  auto walked =
      root->file ? walk.take({1, *std::move(root->file)}) : walk.from(bounded, root->folder);
  if (!walked) return walked.error();
  return preview;
}

}  // namespace pixferry
