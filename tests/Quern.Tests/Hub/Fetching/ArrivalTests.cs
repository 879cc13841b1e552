using Quern.Hub.Fetching;
using Quern.Rows;

namespace Quern.Tests.Hub.Fetching;

public sealed class ArrivalTests
{
    private static readonly Func<bool> Never = static () => false;

    private readonly Arrival _arrival = new();

    [Fact]
    public async Task Readers_wait_for_what_they_do_not_have()
    {
        using var asked = new ManualResetEventSlim();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => _arrival.WaitBeyond(10, () =>
        {
            asked.Set();
            return false;
        }))).ToList();
        asked.Wait(TestContext.Current.CancellationToken);
        _arrival.Reach(10);
        readers.ShouldAllBe(static r => !r.IsCompleted);
        _arrival.Reach(25);
        (await Task.WhenAll(readers)).ShouldBe([25, 25, 25]);
    }

    [Fact]
    public void What_has_arrived_never_becomes_less()
    {
        _arrival.Reach(10);
        _arrival.Reach(4);
        _arrival.Bytes.ShouldBe(10);
        _arrival.WaitBeyond(9, Never).ShouldBe(10);
    }

    [Fact]
    public void The_end_ends_all_waiting()
    {
        _arrival.Reach(10);
        _arrival.End(failure: null);
        _arrival.WaitBeyond(10, Never).ShouldBe(10);
        _arrival.WaitForEnd(Never);
    }

    [Fact]
    public void A_failure_is_met_behind_the_bytes_that_came_before_it()
    {
        _arrival.Reach(10);
        _arrival.End(new UnavailableFault("gone for now") { MayPass = true });
        _arrival.WaitBeyond(9, Never).ShouldBe(10);
        var fault = Should.Throw<UnavailableFault>(() => _arrival.WaitBeyond(10, Never));
        (fault.Message, fault.MayPass).ShouldBe(("gone for now", true));
        Should.Throw<UnavailableFault>(() => _arrival.WaitForEnd(Never)).ShouldNotBeSameAs(fault);
    }

    [Fact]
    public void Failures_keep_their_kind()
    {
        Failure(new UnauthorisedFault("no")).ShouldBeOfType<UnauthorisedFault>().ExitCode.ShouldBe(5);
        Failure(new RunFault("damaged")).ShouldBeOfType<RunFault>();
        Failure(new OperationCanceledException()).ShouldBeOfType<OperationCanceledException>();
        Failure(new InvalidOperationException("a defect")).ShouldBeOfType<RunFault>().InnerException.ShouldBeOfType<InvalidOperationException>();

        static Exception Failure(Exception failure)
        {
            var arrival = new Arrival();
            arrival.End(failure);
            return Should.Throw<Exception>(() => arrival.WaitForEnd(Never));
        }
    }

    [Fact]
    public void Who_is_interrupted_waits_no_longer()
    {
        Should.Throw<OperationCanceledException>(() => _arrival.WaitBeyond(0, static () => true));
        Should.Throw<OperationCanceledException>(() => _arrival.WaitForEnd(static () => true));
        _arrival.Reach(1);
        _arrival.WaitBeyond(0, static () => true).ShouldBe(1);
    }

    [Fact]
    public void What_nobody_was_told_of_can_be_taken_back()
    {
        _arrival.Reach(10);
        _arrival.TryTakeBack().ShouldBeTrue();
        _arrival.Bytes.ShouldBe(0);
        _arrival.Reach(5);
        _arrival.WaitBeyond(0, Never).ShouldBe(5);
        _arrival.TryTakeBack().ShouldBeFalse();
        _arrival.Bytes.ShouldBe(5);
    }
}
