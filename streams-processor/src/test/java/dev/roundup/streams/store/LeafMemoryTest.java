package dev.roundup.streams.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundup.schemas.config.Failure;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LeafMemoryTest {
  private final MemoryBudget budget = new MemoryBudget(1L << 20);
  private final LeafMemory memory = new LeafMemory(budget);

  @Test
  void what_a_full_leaf_gave_back_is_handed_out_again_with_no_slot_taken() {
    byte[] data = memory.data(Leaf.FULL);
    long[] index = memory.index(2_048);
    Arrays.fill(index, 1);
    long taken = budget.taken();

    memory.giveBack(data);
    memory.giveBack(index);

    assertThat(memory.data(Leaf.FULL)).isSameAs(data);
    assertThat(memory.index(2_048)).isSameAs(index).containsOnly(0);
    assertThat(budget.taken()).isEqualTo(taken);
  }

  @Test
  void one_of_each_is_kept_and_the_rest_is_released() {
    byte[] small = memory.data(512);
    byte[] first = memory.data(Leaf.FULL);
    byte[] second = memory.data(Leaf.FULL);
    memory.giveBack(small);
    memory.giveBack(first);
    memory.giveBack(second);
    assertThat(budget.taken()).isEqualTo(Leaf.FULL);

    long[] shorter = memory.index(1_024);
    long[] longer = memory.index(2_048);
    memory.giveBack(shorter);
    memory.giveBack(longer);
    long withLonger = budget.taken();
    assertThat(memory.index(2_048)).isSameAs(longer);
    memory.giveBack(memory.index(1_024));
    memory.giveBack(longer);
    assertThat(budget.taken()).isEqualTo(withLonger);
    assertThat(memory.index(2_048)).isSameAs(longer);
  }

  @Test
  void all_is_given_back_at_once() {
    memory.giveBack(memory.data(Leaf.FULL));
    memory.giveBack(memory.index(64));
    memory.data(1_000);
    memory.index(8);

    memory.free();

    assertThat(budget.taken()).isZero();
  }

  @Test
  void what_is_refused_is_not_taken() {
    byte[] data = memory.data(1 << 19);
    long taken = budget.taken();

    assertThatThrownBy(() -> memory.index(1 << 20)).isInstanceOf(Failure.class);

    assertThat(budget.taken()).isEqualTo(taken);
    memory.giveBack(data);
    assertThat(budget.taken()).isZero();
  }
}
