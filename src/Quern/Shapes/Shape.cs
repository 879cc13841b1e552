namespace Quern.Shapes;

/// <summary>The forms in which public datasets write what they hold; recognised row by row, from the data itself.</summary>
public enum Shape
{
    /// <summary>None is named: each row's own is recognised. A row that keeps it has no form that is known.</summary>
    Auto,

    /// <summary><c>messages</c> or <c>conversation</c>: a list of role and content, also with <c>tool_calls</c> or <c>function_calls</c>.</summary>
    RoleContent,

    /// <summary><c>conversations</c>: a list of from and value; calls in tags or in turns of their own.</summary>
    Sharegpt,

    /// <summary><c>messages</c> whose content is a list of typed parts: text, reasoning, tool_call.</summary>
    TypedParts,

    /// <summary><c>data</c>: a list of bare texts; the user speaks first.</summary>
    StringList,

    /// <summary>A whole conversation in one text, behind <c>Human:</c> and <c>Assistant:</c>.</summary>
    FlatText,

    /// <summary>One message of a tree, or a whole tree with nested replies.</summary>
    MessageTree,

    /// <summary><c>query</c>, <c>tools</c>, <c>answers</c>; the latter two often JSON inside text.</summary>
    QueryToolsAnswers,

    /// <summary>One call by itself: <c>function</c> and <c>arguments</c>, <c>tool</c> and <c>tool_input</c>, and alike.</summary>
    PlainCall,

    /// <summary><c>question</c> (nested turns), <c>function</c> (tools), and perhaps <c>ground_truth</c>: benchmarks of function calling.</summary>
    FunctionBenchmark,

    /// <summary>A request and its answer: instruction, input, output; prompt and completion; definition, inputs, targets.</summary>
    Instruction,

    /// <summary>A request whose answer begins with its reasoning between think tags.</summary>
    Reasoning,

    /// <summary><c>chosen</c> and <c>rejected</c>.</summary>
    Preference,

    /// <summary>A question with several answers and their scores; texts may be HTML.</summary>
    ScoredAnswers,

    /// <summary>A question and its answer, with or without the text that holds it.</summary>
    QuestionAnswer,

    /// <summary>A text and whether it is an attack.</summary>
    TextLabel,

    /// <summary>E-mails that were sent to attack an agent.</summary>
    AttackLog,

    /// <summary>A task for an agent: target functions, or a checklist.</summary>
    Task,

    /// <summary>A request with rubrics to judge answers by.</summary>
    Rubric,

    /// <summary>What an agent did, step by step.</summary>
    Trajectory,

    /// <summary>A text that asks for nothing.</summary>
    Document,

    /// <summary>An execution plan, of ours or in the older record.</summary>
    Plan,

    /// <summary>A gold trace: request, policy and a graph of calls.</summary>
    GoldTrace,
}
