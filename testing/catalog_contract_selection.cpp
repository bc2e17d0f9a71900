#include <algorithm>
#include <array>
#include <map>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_selection_contract() {}

namespace {

using Names = std::vector<std::string>;

Names names_of(const std::vector<Image>& images) {
  Names names;
  for (const auto& image : images) names.push_back(image.name);
  return names;
}

ImageFacts taken_at(std::int64_t local_ms, std::optional<int> offset_minutes = std::nullopt) {
  return {.size = PixelSize{30, 10},
          .taken_at = CaptureTime{local_ms, offset_minutes},
          .thumbnails = ThumbnailState::done};
}

/// A gallery with the files of two jobs, asked in all ways.
struct Asked {
  Gallery& gallery;

  Names all(const ImageSelection& selection) const {
    const auto page = gallery.page(Context{}, kDefaultOwner, selection, 1, 100);
    EXPECT_TRUE(page) << page.error().message;
    EXPECT_EQ(page->total, std::ssize(page->images));
    EXPECT_TRUE(page->total_is_exact);
    EXPECT_EQ(page->next_cursor, "");
    return names_of(page->images);
  }
  /// The same, a page of two at a time, by numbers and by cursors.
  void expect_pages(const ImageSelection& selection) const {
    const auto whole = all(selection);
    Names numbered;
    Names followed;
    auto page = gallery.page(Context{}, kDefaultOwner, selection, 1, 2);
    for (std::int64_t number = 1; numbered.size() < whole.size(); ++number) {
      const auto next = gallery.page(Context{}, kDefaultOwner, selection, number, 2);
      ASSERT_TRUE(next && !next->images.empty());
      for (const auto& name : names_of(next->images)) numbered.push_back(name);
    }
    while (followed.size() < whole.size()) {
      ASSERT_TRUE(page && !page->images.empty());
      for (const auto& name : names_of(page->images)) followed.push_back(name);
      if (page->next_cursor.empty()) break;
      page = gallery.page_after(Context{}, kDefaultOwner, selection, page->next_cursor, 2);
    }
    EXPECT_EQ(numbered, whole) << name(selection.order);
    EXPECT_EQ(followed, whole) << name(selection.order);
  }
};

constexpr std::array kOrders{ImageOrder::newest, ImageOrder::oldest, ImageOrder::taken_newest,
                             ImageOrder::taken_oldest, ImageOrder::name};

TEST_P(CatalogContract, ImagesAreOrderedAsAskedAndPagesJoinWithoutAGap) {
  const auto job = job_with({"e", "D", "c", "B", "a"});
  const std::map<std::string, Outcome> outcomes{{"e", imported("e", taken_at(3000))},
                                                {"D", imported("D")},
                                                {"c", imported("c", taken_at(3000))},
                                                {"B", imported("B", taken_at(-5))},
                                                {"a", imported("a", taken_at(3'600'000, 60))}};
  for (const auto& lease : claim(job)) finish(lease, outcomes.at(lease.file.id));
  const Asked asked{*gallery_};
  const auto names_in = [&](ImageOrder order) { return asked.all({.order = order}); };
  EXPECT_EQ(names_in(ImageOrder::oldest), (Names{"e.jpg", "D.jpg", "c.jpg", "B.jpg", "a.jpg"}));
  EXPECT_EQ(names_in(ImageOrder::newest), (Names{"a.jpg", "B.jpg", "c.jpg", "D.jpg", "e.jpg"}));
  EXPECT_EQ(names_in(ImageOrder::name), (Names{"a.jpg", "B.jpg", "c.jpg", "D.jpg", "e.jpg"}));
  EXPECT_EQ(names_in(ImageOrder::taken_oldest),
            (Names{"B.jpg", "a.jpg", "e.jpg", "c.jpg", "D.jpg"}));
  EXPECT_EQ(names_in(ImageOrder::taken_newest),
            (Names{"D.jpg", "c.jpg", "e.jpg", "a.jpg", "B.jpg"}));
  for (const auto order : kOrders) {
    asked.expect_pages({.order = order});
    asked.expect_pages({.job = job, .order = order});
    asked.expect_pages({.source = SourceKind::google_drive, .order = order});
    asked.expect_pages({.name_part = "jpg", .type = ImageType::jpeg, .order = order});
  }
}

TEST_P(CatalogContract, ImagesAreSelectedByAllThatIsAskedAtOnce) {
  const auto first = job_with({"100%_a", "100b", "other"});
  for (const auto& lease : claim(first)) finish(lease, imported(lease.file.id, taken_at(1000)));
  const auto second = job_with({"100c"});
  auto png = blob_of("png");
  png.type = ImageType::png;
  finish(claim_one(second), Imported{png});
  const Asked asked{*gallery_};
  const auto by_name = [&](const ImageSelection& selection) {
    auto ordered = selection;
    ordered.order = ImageOrder::name;
    return asked.all(ordered);
  };
  EXPECT_EQ(by_name({.job = first}), (Names{"100%_a.jpg", "100b.jpg", "other.jpg"}));
  EXPECT_EQ(by_name({.name_part = "0%"}), Names{"100%_a.jpg"});
  EXPECT_EQ(by_name({.name_part = "0_"}), Names{});
  EXPECT_EQ(by_name({.name_part = "\\"}), Names{});
  EXPECT_EQ(by_name({.name_part = "OTHER"}), Names{"other.jpg"});
  EXPECT_EQ(by_name({.type = ImageType::png}), Names{"100c.jpg"});
  EXPECT_EQ(by_name({.source = SourceKind::dropbox, .name_part = "1"}), Names{});
  EXPECT_EQ(
      by_name({.taken_from = from_milliseconds(1000), .taken_before = from_milliseconds(1001)})
          .size(),
      3U);
  EXPECT_EQ(by_name({.taken_from = from_milliseconds(1001)}), Names{});
  EXPECT_EQ(by_name({.taken_before = from_milliseconds(1000)}), Names{});
  EXPECT_EQ(by_name({.job = first,
                     .name_part = "100",
                     .type = ImageType::jpeg,
                     .taken_from = from_milliseconds(0)}),
            (Names{"100%_a.jpg", "100b.jpg"}));
}

/// PostgreSQL refuses index entries of more than 2,704 bytes.
TEST_P(CatalogContract, NamesOfAnyLengthAreOrderedByTheirBeginning) {
  const auto job = start();
  auto page = page_of({"long", "longer", "short"});
  std::string name;
  for (int i = 0; i < 1000; ++i) name += "\u00C4x";
  page.files[0].file.name = name;
  page.files[1].file.name = name + name;
  page.files[2].file.name = "short";
  commit(claim_folder(job), page);
  for (const auto& lease : claim(job)) finish(lease, imported(lease.file.id));
  Asked{*gallery_}.expect_pages({.order = ImageOrder::name});
  EXPECT_EQ(Asked{*gallery_}.all({.order = ImageOrder::name}), (Names{"short", name, name + name}));
}

TEST_P(CatalogContract, TheLayoutHasTheAspectOfEachImageAndACursorForEachChunk) {
  std::vector<std::string> ids;
  for (int i = 0; i < 501; ++i) ids.push_back(std::to_string(1000 + i));
  const auto job = start();
  commit(claim_folder(job), page_of(ids));
  std::vector<FinishedFile> finished;
  for (const auto& lease : claim(job, 1000)) {
    finished.push_back(
        {lease, lease.file.id == "1000" ? imported("1000") : imported(lease.file.id, taken_at(7))});
  }
  finish(finished);
  for (const auto order : kOrders) {
    const ImageSelection selection{.order = order};
    const auto layout = gallery_->layout(context_, kDefaultOwner, selection);
    ASSERT_TRUE(layout) << layout.error().message;
    EXPECT_TRUE(layout->is_complete);
    ASSERT_EQ(layout->aspects.size(), 501U);
    EXPECT_EQ(std::ranges::count(layout->aspects, 3000), 500);
    EXPECT_EQ(std::ranges::count(layout->aspects, 0), 1);
    ASSERT_EQ(layout->anchors.size(), 2U);
    EXPECT_EQ(layout->anchors[0], "");
    const auto rest =
        gallery_->page_after(context_, kDefaultOwner, selection, layout->anchors[1], 9);
    ASSERT_TRUE(rest);
    ASSERT_EQ(rest->images.size(), 1U);
    EXPECT_EQ(rest->images[0].facts.has_value() ? 3000 : 0, layout->aspects[500]) << name(order);
  }
  const auto none = gallery_->layout(context_, "somebody", {});
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->aspects.empty() && none->anchors.empty());
}

TEST_P(CatalogContract, ACursorOfAnotherListIsRefused) {
  const auto refused =
      gallery_->page_after(context_, kDefaultOwner, {.order = ImageOrder::name}, "12", 5);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_request);
}

}  // namespace
}  // namespace pixferry
