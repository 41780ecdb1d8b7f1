package dev.roundup.sink.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.roundup.sink.merge.Collision.Why;
import dev.roundup.sink.merge.Note.What;
import dev.roundup.sink.post.RenderedPost;
import java.util.Collections;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MergeTest {
  private final Evening evening = Evening.sample();
  private final RenderedPost base = evening.post();

  private Merged merge(String human) {
    return Merge.woven(base, human, evening.post());
  }

  private String edited(String was, String is) {
    assertThat(base.text()).contains(was);
    return base.text().replace(was, is);
  }

  private static String cut(String text, String from, String to) {
    return text.substring(0, text.indexOf(from)) + text.substring(text.indexOf(to));
  }

  @Nested
  class Of_a_talk {
    @Test
    void a_video_appears_on_a_talk_whose_takeaways_were_rewritten() {
      String human =
          edited("* Retention is part of the contract\n", "* Rui says: keep everything\n");
      evening.talks.get(1).video = "https://video.example.org/logs";

      Merged merged = merge(human);

      assertThat(merged.text())
          .contains("[\"A log is a promise\"](https://video.example.org/logs)")
          .contains("* Rui says: keep everything\n* Compaction keeps the last word");
      assertThat(merged.collisions()).isEmpty();
    }

    @Test
    void a_link_gets_around_a_title_in_a_sentence_whose_end_was_rewritten() {
      String human =
          edited(
              "\"Tests that tell a tale\", and this is what we took home:",
              "\"Tests that tell a tale\", to much applause:");
      evening.talks.get(2).video = "https://video.example.org/tests";

      assertThat(merge(human).text())
          .contains(
              "Olga Brandt gave us [\"Tests that tell a tale\"](https://video.example.org/tests),"
                  + " to much applause:");
    }

    @Test
    void a_link_does_not_get_into_a_link_that_people_made() {
      String human =
          edited(
              "gave us \"A log is a promise\", and",
              "[gave us \"A log is a promise\", no less](https://rui.example.org), and");
      evening.talks.get(1).video = "https://video.example.org/logs";

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(human);
      assertThat(merged.collisions())
          .singleElement()
          .satisfies(
              collision -> {
                assertThat(collision.block()).isEqualTo("talk/logs");
                assertThat(collision.why()).isEqualTo(Why.BOTH_CHANGED);
                assertThat(collision.facts()).contains("https://video.example.org/logs");
              });
    }

    @Test
    void a_new_talk_comes_after_what_people_wrote_about_the_talk_before() {
      String human =
          edited("* Compaction keeps the last word, not the story\n", "")
              .replace(
                  "Olga Brandt gave us",
                  "We could have listened for hours.\n\nOlga Brandt gave us");
      evening.talks.add(2, new Evening.Talk("acks", "Acks and nacks", "Vera Dias"));

      assertThat(merge(human).text())
          .containsSubsequence(
              "We could have listened for hours.\n\n",
              "Vera Dias gave us \"Acks and nacks\", and this is what we took home:\n\n",
              "Olga Brandt gave us");
    }

    @Test
    void a_talk_that_people_took_out_stays_out_with_all_that_comes_later() {
      String human = cut(base.text(), "Rui Sant", "Olga Brandt");
      evening.talks.get(1).slides = "https://slides.example.org/logs";
      evening.talks.get(1).takeaways.add("Offsets are not time");

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(human);
      assertThat(merged.collisions()).isEmpty();
      assertThat(merged.notes())
          .extracting(Note::what, Note::block)
          .contains(
              tuple(What.STAYS_DELETED, "talk/logs/slides"),
              tuple(What.STAYS_DELETED, "talk/logs/takeaways"));
    }

    @Test
    void talks_that_people_put_into_another_order_stay_so_and_still_follow_the_facts() {
      String talk = base.text().substring(base.text().indexOf("Rui Sant"));
      talk = talk.substring(0, talk.indexOf("Olga Brandt"));
      String human = base.text().replace(talk, "").replace("Ines Prado", talk + "Ines Prado");
      evening.talks.get(1).takeaways.set(0, "Retention is part of every contract");
      evening.talks.get(0).title = "Threads without any regret";

      Merged merged = merge(human);

      assertThat(merged.text())
          .isEqualTo(
              human
                  .replace("part of the contract", "part of every contract")
                  .replace("Threads without regret", "Threads without any regret"));
    }

    @Test
    void talks_that_the_facts_reorder_take_along_what_people_wrote_after_them() {
      String human =
          edited(
              "* Compaction keeps the last word, not the story\n",
              "* Compaction keeps the last word, not the story\n* And tombstones are forever\n");
      Collections.swap(evening.talks, 0, 1);

      assertThat(merge(human).text())
          .containsSubsequence(
              "Rui Sant", "not the story\n* And tombstones are forever\n\n", "Ines Prado", "Olga");
    }

    @Test
    void a_takeaway_of_people_is_not_taken_for_one_they_took_out_of_a_talk_that_moved_away() {
      String human =
          edited(
                  "* Compaction keeps the last word, not the story\n",
                  "* Compaction keeps the last word, not the story\n* And tombstones are forever\n")
              .replace(
                  "* Names of tests are read more often than their bodies\n",
                  "Olga has sent us all of it by mail.\n");
      Collections.swap(evening.talks, 1, 2);

      String merged = merge(human).text();

      assertThat(merged)
          .containsSubsequence(
              "Olga Brandt",
              "by mail.",
              "Rui Sant",
              "not the story\n* And tombstones are forever\n");
      assertThat(merge(merged).text()).isEqualTo(merged);
    }
  }

  @Nested
  class Of_a_list {
    @Test
    void a_new_takeaway_joins_a_list_that_people_edited() {
      String human =
          edited("* Retention is part of the contract\n", "* Rui: *never* delete\n")
              .replace("not the story\n", "not the story\n* Our favourite of the night\n");
      evening.talks.get(1).takeaways.add("Offsets are not time");

      assertThat(merge(human).text())
          .contains(
              """
              * Rui: *never* delete
              * Compaction keeps the last word, not the story
              * Offsets are not time
              * Our favourite of the night

              """);
    }

    @Test
    void a_new_takeaway_comes_after_the_points_that_people_put_below_the_one_before() {
      String human = edited("not the story\n", "not the story\n  - ask anyone who lost a key\n");
      evening.talks.get(1).takeaways.add("Offsets are not time");

      assertThat(merge(human).text())
          .contains("not the story\n  - ask anyone who lost a key\n* Offsets are not time\n\n");
    }

    @Test
    void a_takeaway_that_the_facts_drop_stays_while_people_have_points_below_it() {
      String human = edited("not the story\n", "not the story\n  - ask anyone who lost a key\n");
      evening.talks.get(1).takeaways.remove(1);

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(human);
      assertThat(merged.collisions())
          .containsExactly(
              new Collision(
                  "talk/logs/takeaways",
                  "* Compaction keeps the last word, not the story",
                  "",
                  Why.REMOVED_BY_FACTS));
    }

    @Test
    void a_link_that_people_already_added_is_not_added_again() {
      String human =
          edited(
              "* [Code of the demo]",
              "* Photos are [over here](https://photos.example.org/may)\n* [Code of the demo]");
      evening.links.put("Photos", "https://photos.example.org/may");

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(human);
      assertThat(merged.notes()).extracting(Note::what).containsExactly(What.ALREADY_THERE);
    }

    @Test
    void a_list_that_people_took_out_with_its_heading_does_not_come_back() {
      String human = cut(base.text(), "## Links", "Congratulations");
      evening.links.put("Photos", "https://photos.example.org/may");

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(human);
      assertThat(merged.notes())
          .containsExactly(
              new Note(What.STAYS_DELETED, "links", "* [Photos](https://photos.example.org/may)"));
    }

    @Test
    void bullets_that_people_changed_stay_theirs_when_the_words_change() {
      String human = base.text().replace("\n* ", "\n- ");
      evening.talks.get(1).takeaways.set(0, "Retention is part of every contract");

      assertThat(merge(human).text())
          .isEqualTo(human.replace("part of the contract", "part of every contract"));
    }
  }

  @Nested
  class Of_a_paragraph {
    @Test
    void two_changes_of_one_sentence_come_together_when_they_are_apart() {
      String human = edited("We met at the old tram depot", "We all met at the new tram depot");
      evening.guests = 58;

      Merged merged = merge(human);

      assertThat(merged.text())
          .contains("We all met at the new tram depot and 58 people heard 3 good talks.");
      assertThat(merged.collisions()).isEmpty();
    }

    @Test
    void the_same_words_changed_by_both_stay_as_people_want_them_and_are_told() {
      String human = edited("41 people", "about forty people");
      evening.guests = 58;

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(human);
      assertThat(merged.collisions())
          .containsExactly(
              new Collision(
                  "opening",
                  "We met at the old tram depot and about forty people heard 3 good talks.",
                  "We met at the old tram depot and 58 people heard 3 good talks.",
                  Why.BOTH_CHANGED));
    }

    @Test
    void the_same_change_by_both_is_no_collision() {
      String human = edited("41 people", "58 people");
      evening.guests = 58;

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(evening.post().text());
      assertThat(merged.collisions()).isEmpty();
    }

    @Test
    void what_the_facts_no_longer_say_goes_if_nobody_touched_it() {
      String human = edited("See you there!", "See you there, says the team!");
      evening.prizes.clear();

      assertThat(merge(human).text())
          .isEqualTo(cut(human, "Congratulations", "## Until next time"));
    }

    @Test
    void what_the_facts_no_longer_say_stays_if_people_worked_on_it_and_is_told() {
      String human = edited("Congratulations to Teresa,", "Congratulations to dear Teresa,");
      evening.prizes.clear();

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(human);
      assertThat(merged.collisions())
          .extracting(Collision::why, Collision::facts)
          .containsExactly(tuple(Why.REMOVED_BY_FACTS, ""));
    }

    @Test
    void a_sentence_that_people_took_out_stays_out() {
      String human = cut(base.text(), "Many thanks", "Ines Prado");
      evening.sponsors.add("Harbour Bytes");

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(human);
      assertThat(merged.notes()).extracting(Note::what).containsExactly(What.STAYS_DELETED);
    }

    @Test
    void lines_wrapped_by_an_editor_still_follow_the_facts() {
      String human =
          edited("We met at the old tram depot and", "We met at the old\ntram depot\nand");
      evening.guests = 58;

      assertThat(merge(human).text())
          .contains("We met at the old\ntram depot\nand 58 people heard 3 good talks.");
    }

    @Test
    void a_paragraph_that_people_split_keeps_its_words_and_its_facts() {
      String human = edited(" and 41 people heard", ".\n\nAnd 41 people heard");
      evening.links.put("Photos", "https://photos.example.org/may");

      assertThat(merge(human).text())
          .contains("depot.\n\nAnd 41 people heard 3 good talks.\n\nMany thanks")
          .contains("* [Photos](https://photos.example.org/may)\n");
    }
  }

  @Nested
  class Of_front_matter {
    @Test
    void keys_comments_order_and_quotes_of_people_stay() {
      String human =
          edited(
              "layout: post\ntitle: \"Lisbon Stream Night in May\"\n",
              """
              # by the blog team
              title: 'Lisbon Stream Night in May'  # keep it short
              author: vera

              layout:   post
              """);
      evening.title = "[Photos] Lisbon Stream Night in May";
      evening.extra.put("image", "https://photos.example.org/cover.jpg");

      assertThat(merge(human).text())
          .startsWith(
              """
              ---
              # by the blog team
              title: '[Photos] Lisbon Stream Night in May'  # keep it short
              author: vera

              layout:   post
              tags: [kafka, lisbon]
              image: https://photos.example.org/cover.jpg
              ---
              """);
    }

    @Test
    void a_title_changed_by_both_at_different_words_has_both() {
      String human =
          edited(
              "title: \"Lisbon Stream Night in May\"",
              "title: \"Lisbon Stream Night in sunny May\"");
      evening.title = "[Photos] Lisbon Stream Night in May";

      assertThat(merge(human).text())
          .contains("title: \"[Photos] Lisbon Stream Night in sunny May\"\n");
    }

    @Test
    void a_title_written_anew_by_people_stays_and_is_told() {
      String human = edited("title: \"Lisbon Stream Night in May\"", "title: \"Trams: a night\"");
      evening.title = "[Photos] Lisbon Stream Night in May";

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(human);
      assertThat(merged.collisions())
          .containsExactly(
              new Collision(
                  "front-matter",
                  "title: \"Trams: a night\"",
                  "title: \"[Photos] Lisbon Stream Night in May\"",
                  Why.BOTH_CHANGED));
    }

    @Test
    void a_list_takes_what_both_added() {
      String human = edited("tags: [kafka, lisbon]", "tags: [kafka, lisbon, trams] # more?");
      evening.tags.add("streams");

      assertThat(merge(human).text()).contains("tags: [kafka, lisbon, trams, streams] # more?\n");
    }

    @Test
    void a_list_written_line_by_line_takes_new_lines() {
      String human = edited("tags: [kafka, lisbon]", "tags:\n  - kafka\n  - lisbon\n  - trams");
      evening.tags.add("streams");

      assertThat(merge(human).text())
          .contains("tags:\n  - kafka\n  - lisbon\n  - trams\n  - streams\n---\n");
    }

    @Test
    void a_key_that_people_took_out_stays_out() {
      String human = edited("tags: [kafka, lisbon]\n", "");
      evening.tags.add("streams");

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(human);
      assertThat(merged.notes())
          .containsExactly(
              new Note(What.STAYS_DELETED, "front-matter", "tags: [kafka, lisbon, streams]"));
    }

    @Test
    void a_key_that_both_added_keeps_the_value_of_people() {
      String human = edited("layout: post\n", "layout: post\nimage: /ours.jpg\n");
      evening.extra.put("image", "https://photos.example.org/cover.jpg");

      Merged merged = merge(human);

      assertThat(merged.text()).isEqualTo(human);
      assertThat(merged.collisions()).extracting(Collision::why).containsExactly(Why.BOTH_ADDED);
    }

    @Test
    void front_matter_that_does_not_parse_is_left_alone_and_the_rest_follows() {
      String human = edited("title: \"Lisbon", "title: \"The \"real\" Lisbon");
      evening.title = "[Photos] Lisbon Stream Night in June";
      evening.guests = 58;

      Merged merged = merge(human);

      assertThat(merged.text()).contains("58 people").contains("The \"real\" Lisbon");
    }
  }

  @Nested
  class Of_the_file {
    @Test
    void windows_line_ends_a_byte_order_mark_and_a_missing_last_line_end_stay() {
      String human = "\uFEFF" + Eol.crlf(edited("See you there!\n", "See you all there!"));
      evening.talks.get(1).takeaways.add("Offsets are not time");
      evening.guests = 58;

      Merged merged = merge(human);

      assertThat(merged.text())
          .isEqualTo(
              human
                  .replace("41 people", "58 people")
                  .replace("not the story\r\n", "not the story\r\n* Offsets are not time\r\n"));
    }

    @Test
    void blank_lines_that_people_like_stay() {
      String human = base.text().replace("\n\n", "\n\n\n");
      evening.guests = 58;

      assertThat(merge(human).text()).isEqualTo(human.replace("41 people", "58 people"));
    }

    @Test
    void a_post_of_which_people_left_nothing_gets_nothing_back() {
      evening.guests = 58;
      evening.talks.get(1).slides = "https://slides.example.org/logs";
      evening.extra.put("image", "https://photos.example.org/cover.jpg");

      assertThat(merge("").text()).isBlank();
      assertThat(merge("All new.").text()).isEqualTo("All new.");
      assertThat(merge("All new.").collisions()).isEmpty();
    }

    @Test
    void text_that_markdown_makes_nothing_of_stays() {
      String odd = "<!-- open\n\n* not a list\n\n```\nno end\n\n\u0000 \uD800 \u202E end";
      String human = base.text() + odd;
      evening.guests = 58;

      assertThat(merge(human).text()).isEqualTo(human.replace("41 people", "58 people"));
    }

    @Test
    void a_text_that_is_nested_without_end_stays_and_all_around_it_follows() {
      String nested = "![".repeat(10_000) + "](/b)".repeat(10_000);
      evening.talks.get(1).takeaways.add(nested);
      RenderedPost before = evening.post();
      String human = before.text().replace("the old tram depot", "the new tram depot");
      evening.talks.get(1).takeaways.add("Offsets are not time");
      evening.guests = 58;

      Merged merged = Merge.woven(before, human, evening.post());

      assertThat(merged.text())
          .isEqualTo(
              human
                  .replace("41 people", "58 people")
                  .replace(nested, nested + "\n* Offsets are not time"));
    }

    @Test
    void front_matter_that_is_nested_without_end_stays_and_the_rest_follows() {
      String nested = "map: " + "[".repeat(50_000) + "]".repeat(50_000) + "\n";
      String human = edited("layout: post\n", "layout: post\n" + nested);
      evening.guests = 58;

      assertThat(merge(human).text()).isEqualTo(human.replace("41 people", "58 people"));
    }

    @Test
    void a_title_that_is_nested_without_end_comes_to_the_quotes_of_people() {
      String nested = "[".repeat(50_000);
      String human = edited("title: \"Lisbon Stream Night in May\"", "title: Lisbon Stream Night");
      evening.title = nested + " Lisbon Stream Night in May";

      assertThat(merge(human).text()).contains("title: \"" + nested + " Lisbon Stream Night\"\n");
    }

    @Test
    void a_word_with_apostrophes_without_end_is_a_word() {
      String word = "a" + "'a".repeat(50_000);
      String human = base.text() + "\n" + word + "\n";
      evening.guests = 58;

      assertThat(merge(human).text()).isEqualTo(human.replace("41 people", "58 people"));
      assertThat(Words.tokens(word)).containsExactly(word);
    }

    @Test
    void ten_thousand_lines_are_merged() {
      StringBuilder more = new StringBuilder(base.text());
      for (int i = 0; i < 10_000; i++) {
        more.append(i % 3 == 0 ? "\nline number " + i + " of the appendix\n" : "same\n");
      }
      evening.guests = 58;

      assertThat(merge(more.toString()).text())
          .isEqualTo(more.toString().replace("41 people", "58 people"));
    }
  }

  @Nested
  class Of_a_post_that_was_there_before {
    private static final String BEFORE =
        """
        A night at the depot.

        Olga Brandt gave us "Tests that tell a tale", and what we took home is:

        * Names of tests are read more often than their bodies
        """;

    @Test
    void what_it_has_is_found_and_what_it_has_not_is_told() {
      Adoption adoption = Merge.adopt("---\ntitle: May\n---\n\n" + BEFORE, base);

      assertThat(adoption.matches()).isTrue();
      assertThat(adoption.matched()).containsExactly("talk/tests", "talk/tests/takeaways");
      assertThat(adoption.unmatched())
          .extracting(Note::block)
          .contains("talk/loom", "links", "next")
          .doesNotContain("talk/tests", "talk/tests/takeaways", "front-matter");
    }

    @Test
    void later_facts_join_what_was_found() {
      evening.talks.get(2).video = "https://video.example.org/tests";
      evening.talks.get(2).takeaways.add("Delete tests that cannot fail");
      evening.talks.get(0).takeaways.add("Pinning is the exception");

      assertThat(merge(BEFORE).text())
          .isEqualTo(
              BEFORE.replace(
                      "\"Tests that tell a tale\"",
                      "[\"Tests that tell a tale\"](https://video.example.org/tests)")
                  + "* Delete tests that cannot fail\n");
    }

    @Test
    void a_post_about_something_else_is_not_taken() {
      assertThat(Merge.adopt("# Our rules\n\nBe kind to each other.\n", base).matches()).isFalse();
    }
  }
}
